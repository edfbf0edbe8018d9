// The log page without coverage: buttons and a form made of what the phone remembers of the log page.
(() => {
  "use strict";

  const outbox = window.brappOutbox;
  const [, council] = location.pathname.split("/");
  const MOST_TILES = 6;
  const log = `/${council}/logga/`;

  for (const link of document.querySelectorAll("[data-log-page]")) link.href = log;
  const show = (name) => (document.querySelector(`[data-shell="${name}"]`).hidden = false);

  const option = ({ id, label }) => new Option(label || id, id);

  const tile = ({ id, label }) => {
    const made = document.querySelector("[data-shell-tile]").content.firstElementChild.cloneNode(true);
    made.elements.targets.value = id;
    made.querySelector("button").textContent = label;
    return made;
  };

  const box = ({ id, label }) => {
    const made = document.querySelector("[data-shell-party]").content.firstElementChild.cloneNode(true);
    made.querySelector("input").value = id;
    made.querySelector("span").textContent = label;
    return made;
  };

  const build = ({ targets, places, parties }) => {
    const form = document.querySelector("[data-shell-form]");
    form.elements.targets.append(...targets.map(option));
    form.querySelector("datalist").append(...places.map(option));
    form.querySelector("[data-shell-parties]").append(...parties.map(box));
    document.querySelector("[data-shell-tiles]").append(...targets.slice(0, MOST_TILES).map(tile));
    const day = form.elements.occurred_on;
    day.defaultValue = day.max = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  addEventListener("online", () => show("online"));

  const begin = async () => {
    const choices = await outbox?.store.choices(council).catch(() => undefined);
    if (!choices?.targets.length || !outbox.begin) return show("nothing");
    build(choices);
    show("form");
    await outbox.begin(choices);
  };

  begin();
})();
