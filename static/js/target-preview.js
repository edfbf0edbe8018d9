// The form of a target says its rule back while one types: what has been typed is sent, and the answer's two parts are
// put in the panel. Without this script, or when the server does not answer, the button that shows the rule does it.
(() => {
  "use strict";

  const PAUSE = 350; // milliseconds without a key before the server is asked
  const form = document.querySelector("form[data-preview]");
  const panel = document.querySelector("[data-preview-panel]");
  if (!form || !panel || !window.fetch || !window.AbortController) return;

  let timer;
  let asking;

  // What is read aloud stays the same element, and is touched only when its words have changed.
  const put = (answer) => {
    for (const part of panel.querySelectorAll("[data-part]")) {
      const fresh = answer.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form), // with its CSRF token
        signal: asking.signal,
        redirect: "error", // to the login page, when the session is over
      });
      if (response.ok) put(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      // Overtaken by the next question, or no answer: what stands, stands.
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  panel.querySelector('[data-part="words"]')?.setAttribute("aria-live", "polite");
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
})();
