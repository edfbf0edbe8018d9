// A form says what it means while one fills it in: a target its rule, a log form what it counts towards. What has been
// filled in is sent, and the parts of the answer are put in the page's panels. Without this script, or when the server
// does not answer, a button shows the same.
(() => {
  "use strict";

  const PAUSE = 350; // milliseconds without a key before the server is asked
  const form = document.querySelector("form[data-preview]");
  const panels = document.querySelectorAll("[data-preview-panel]");
  if (!form || !panels.length || !window.fetch || !window.AbortController) return;

  let timer;
  let asking;

  const parts = () => document.querySelectorAll("[data-preview-panel] [data-part]");

  // What is read aloud stays the same element, and is touched only when its words have changed. Whoever stands on a
  // box in it goes on standing there.
  const put = (answer) => {
    for (const part of parts()) {
      const fresh = answer.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!fresh || fresh.innerHTML === part.innerHTML) continue;
      const held = part.contains(document.activeElement) && document.activeElement.id;
      part.replaceChildren(...fresh.childNodes);
      if (held) document.getElementById(held)?.focus();
    }
  };

  // Without coverage nobody can say what it counts towards; a page that has words for that says so.
  const putAway = () => {
    const words = document.querySelector("[data-preview-away]")?.content.cloneNode(true);
    const part = [...parts()].find((one) => one.dataset.part === "words");
    if (words && form.querySelector("[name=targets]:checked")) part?.replaceChildren(words);
  };

  const ask = async () => {
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const response = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form), // with its CSRF token
        signal: mine.signal,
        redirect: "manual", // to the login page, when the session is over: that is no answer to this
      });
      const text = response.ok && (await response.text());
      if (text && !mine.signal.aborted) put(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      if (!mine.signal.aborted) putAway(); // else overtaken by the next question: what stands, stands
    }
  };

  // An answer to what has been changed since would undo the change.
  const soon = () => {
    asking?.abort();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  for (const part of parts()) if (part.dataset.part === "words") part.setAttribute("aria-live", "polite");
  for (const button of document.querySelectorAll("[data-without-script]")) button.remove();
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  addEventListener("online", soon);
  if (form.querySelector("[name=targets]:checked")) soon();
})();
