// Logging goes by way of the phone: what is typed is written down here first, then sent. Where this script cannot run,
// the forms are sent as any others.
(() => {
  "use strict";

  const outbox = window.brappOutbox;
  const place = document.querySelector("[data-outbox-waiting]");
  if (!place || !outbox?.flush) return;

  const { store, flush, keepSending } = outbox;
  const parts = place.querySelector("[data-outbox-parts]").content;
  const said = place.querySelector("[data-outbox-said]");
  const rows = place.querySelector("[data-outbox-rows]");
  const source = place.querySelector("[data-outbox-choices]"); // on the log page, not on the one without coverage
  const OTHER_NAMES = { target: "targets", day: "occurred_on" }; // of the quick buttons
  const SLOW = 700; // milliseconds without an answer before the page says that it is being saved
  const DOUBLE = 600; // milliseconds within which a second press of a button is the same one
  const SAID = "brapp-said"; // what the page says when it has been read again
  let here; // whose page, of which council, with what to choose among
  let held; // the answer that keeps entries from being sent
  let touched = false;
  let underway = 0; // how many are being sent
  const presses = new WeakMap(); // form → how many of its own are, and when it was pressed last

  const part = (name, fill = {}) => {
    const made = parts.querySelector(`[data-part="${name}"]`).cloneNode(true);
    for (const [field, text] of Object.entries(fill)) {
      for (const element of made.querySelectorAll(`[data-${field}]`)) element.textContent = text;
    }
    return made;
  };

  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

  // What waits, in a live region and as a list

  const count = (name, number) =>
    number ? [part(`${name}-${number === 1 ? "one" : "many"}`, { number: String(number) })] : [];

  const why = () => {
    if (held?.became === "away") {
      const line = part("away");
      line.querySelector("a").href = `${held.login}?next=${encodeURIComponent(`/${here.council}/logga/`)}`;
      return [line];
    }
    if (held?.became === "held") return [part("held", { message: held.message })];
    return [];
  };

  const row = (entry) => {
    const refused = entry.state === "refused";
    const line = part(refused ? "refused" : "waiting", { what: entry.what, when: entry.when, why: entry.message });
    line.querySelector("[data-remove]").addEventListener("click", async () => {
      if (!confirm(part("sure", { what: entry.what }).textContent.trim())) return;
      await store.remove(entry.key);
      await show();
    });
    line.querySelector("[data-correct]")?.addEventListener("click", () => refill(entry));
    return line;
  };

  const show = async () => {
    const entries = await store.entries(here.user);
    const refused = entries.filter((entry) => entry.state === "refused").length;
    const waiting = entries.length - refused;
    if (!waiting) held = undefined;
    const lines = [...count("waiting", waiting), ...why(), ...count("refused", refused)];
    if (lines.map((line) => line.outerHTML).join("") !== said.innerHTML) said.replaceChildren(...lines);
    rows.replaceChildren(...entries.map(row));
    rows.hidden = !entries.length;
    place.classList.toggle("ds-card", entries.length > 0);
  };

  const listOf = (sentences) => {
    const list = document.createElement("ul");
    list.append(...sentences.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    return list;
  };

  const tell = (sentences, url) => {
    const [only = part("done").textContent, ...more] = sentences.filter(Boolean);
    const message = part("saved", { text: only });
    if (url) message.querySelector("a").href = url;
    else message.querySelector("a").remove();
    if (more.length) message.replaceChildren(listOf([only, ...more]));
    place.previousElementSibling?.matches("[data-part=saved]") && place.previousElementSibling.remove();
    place.before(message);
  };

  // The page is read again, since every figure on it may be another; then it says what was saved.
  const sayAfterReload = (sentences, url) => {
    sessionStorage.setItem(SAID, JSON.stringify([sentences, url]));
    location.replace(location.pathname);
  };

  // Forms

  const fieldsOf = (form, button) => {
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    const fields = [...data]
      .filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "key")
      .map(([name, value]) => [OTHER_NAMES[name] ?? name, value])
      .filter(([, value]) => value || form.elements.note);
    // A quick button leaves out what goes without saying: once, on the day it was pressed.
    for (const [name, value] of [["occurred_on", today()], ["count", "1"]]) {
      if (!fields.some((field) => field[0] === name)) fields.push([name, value]);
    }
    return fields;
  };

  const entryOf = (fields) => {
    const chosen = fields.filter(([name]) => name === "targets").map(([, id]) => id);
    const names = chosen.map((id) => here.targets.find((target) => target.id === id)?.label).filter(Boolean);
    return {
      key: crypto.randomUUID(),
      user: here.user,
      council: here.council,
      fields,
      what: names.join(", ") || part("nameless").textContent,
      when: fields.find(([name]) => name === "occurred_on")[1],
      written_at: Date.now(),
      state: "waiting",
      message: "",
    };
  };

  const became = async (entry, results) => {
    const left = await store.entry(entry.key);
    const own = results.find((one) => one.entry.key === entry.key);
    return own ?? { became: !left ? "sent" : left.state === "refused" ? "refused" : "later", message: "" };
  };

  // The server's own page shows the faults, with what was typed.
  const sendAsAnyForm = (form, button) => {
    form.removeAttribute("data-outbox");
    form.requestSubmit(button);
  };

  // Where one pressed, since that is where one looks.
  const sign = (form, change) => {
    const { number = 0, at } = presses.get(form) ?? {};
    presses.set(form, { number: number + change, at });
    form.querySelector("[data-part^=tapped]")?.remove();
    (form.querySelector(".buttons") ?? form).append(...count("tapped", number + change));
  };

  // A page that is on its way goes on saying so. True when it is.
  const take = async (form, button) => {
    const entry = entryOf(fieldsOf(form, button));
    try {
      await store.put(entry);
    } catch {
      sendAsAnyForm(form, button); // the phone cannot keep it
      return true;
    }
    if (form.dataset.corrects) await store.remove(form.dataset.corrects);
    delete form.dataset.corrects;
    const results = await flush(here.user, entry.key);
    const own = await became(entry, results);
    const isLast = underway === 1; // the page stays until what has been pressed since is sent
    if (own.became === "refused" && source && isLast) {
      await store.remove(entry.key);
      sendAsAnyForm(form, button);
      return true;
    }
    if (own.became === "sent" && source && isLast) {
      location.replace(own.page ?? location.pathname); // with its receipt, unless another turn sent it
      return true;
    }
    form.reset();
    await told(results);
    if (own.became !== "sent" && own.became !== "refused") {
      said.prepend(part("kept"));
      navigator.storage?.persist?.();
    }
    place.scrollIntoView({ block: "nearest" });
  };

  // A refused entry, in the form again; the old one goes when the new one is kept.
  const refill = ({ key, council, fields }) => {
    if (council !== here.council) return location.assign(`/${council}/logga/`);
    const form = [...document.querySelectorAll("form[data-outbox]")].find((one) => one.elements.note);
    if (!form) return;
    form.reset();
    for (const box of form.querySelectorAll("[type=checkbox], [type=radio]")) {
      box.checked = fields.some(([name, value]) => name === box.name && value === box.value);
    }
    for (const [name, value] of fields) {
      const field = form.elements[name];
      if (field instanceof HTMLElement && !/^(checkbox|radio|hidden)$/.test(field.type)) field.value = value;
    }
    for (const fold of form.querySelectorAll("details")) fold.open ||= Boolean(fold.querySelector(":checked"));
    form.dataset.corrects = key;
    presses.delete(form);
    form.elements.note.focus();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!here || !form.matches("form[data-outbox]") || button?.hasAttribute("formaction")) return;
    event.preventDefault();
    const { number = 0, at = -DOUBLE } = presses.get(form) ?? {};
    // A button of one tap may be pressed again for once more; a form that was filled in is one activity.
    if (event.timeStamp - at < DOUBLE || (number && form.elements.note)) return;
    presses.set(form, { number, at: event.timeStamp });
    underway += 1;
    sign(form, 1);
    const slow = setTimeout(() => said.querySelector("[data-part=saving]") ?? said.prepend(part("saving")), SLOW);
    take(form, button)
      .then((leaving) => leaving || sign(form, -1))
      .finally(() => {
        clearTimeout(slow);
        underway -= 1;
      });
  });
  document.addEventListener("input", () => (touched = true));

  const told = async (results) => {
    const sent = results.filter((one) => one.became === "sent");
    held = results.find((one) => one.became === "away" || one.became === "held") ?? (results.length ? undefined : held);
    const sentences = sent.map((one) => one.sentence);
    const url = sent.length === 1 ? sent[0].url : undefined;
    if (sent.length && source && !touched && !underway) return sayAfterReload(sentences, url);
    if (sent.length) tell(sentences, url);
    await show();
  };

  outbox.begin = async (choices) => {
    here = choices;
    const [sentences, url] = JSON.parse(sessionStorage.getItem(SAID) ?? "[]");
    sessionStorage.removeItem(SAID);
    if (sentences) tell(sentences, url);
    await show();
    await keepSending(here.user, told)();
  };

  // The log page: remember what there is to choose among, in the order of the page, for when there is no coverage.
  if (!source) return;
  const tapped = [...document.querySelectorAll("form[data-outbox] [name=target]")].map((one) => one.value);
  const boxes = [...document.querySelectorAll("form[data-outbox] .choice > [name=targets]")];
  const turn = (one) => (tapped.includes(one.id) ? tapped.indexOf(one.id) : tapped.length);
  const targets = boxes
    .map((box) => ({ id: box.value, label: box.nextElementSibling.firstChild.textContent }))
    .sort((one, other) => turn(one) - turn(other));
  const options = (kind) =>
    [...source.content.querySelectorAll(`[data-kind=${kind}]`)].map((one) => ({ id: one.value, label: one.textContent }));
  const { council, name, user, worker } = place.dataset;
  const [places, parties, tags] = ["places", "parties", "tags"].map(options);
  const choices = { council, name, user, targets, places, parties, tags };
  store.choose(choices).catch(() => {});
  navigator.serviceWorker?.register(worker).catch(() => {});
  outbox.begin(choices);
})();
