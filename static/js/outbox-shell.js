// The log page without coverage: buttons and a form made of what the phone remembers of the log page.
(() => {
  "use strict";

  const outbox = window.brappOutbox;
  const [, council] = location.pathname.split("/");
  const MOST_TILES = 6;
  const log = `/${council}/logga/`;

  for (const link of document.querySelectorAll("[data-log-page]")) link.href = log;
  const show = (name, shown = true) => (document.querySelector(`[data-shell="${name}"]`).hidden = !shown);

  const option = ({ id, label }) => new Option(label || id, id);

  const tile = ({ id, label }) => {
    const made = document.querySelector("[data-shell-tile]").content.firstElementChild.cloneNode(true);
    made.elements.targets.value = id;
    made.querySelector("button").textContent = label;
    return made;
  };

  const box = (kind, { id, label }) => {
    const made = document.querySelector(`[data-shell-${kind}]`).content.firstElementChild.cloneNode(true);
    made.querySelector("input").value = id;
    made.querySelector("span").textContent = label || id;
    return made;
  };

  const named = (name) => {
    document.querySelector("[data-shell-council]").textContent = name;
    show("council", Boolean(name));
  };

  // What the phone remembers from before there was a name and tags in it lacks them.
  const build = ({ name = "", targets, places, parties, tags = [] }) => {
    named(name);
    const form = document.querySelector("[data-shell-form]");
    form.elements.targets.append(...targets.map(option));
    form.querySelector("datalist").append(...places.map(option));
    form.querySelector("[data-shell-parties]").append(...parties.map((one) => box("party", one)));
    form.querySelector("[data-shell-tags]").append(...tags.map((one) => box("tag", one)));
    show("tags", tags.length > 0);
    document.querySelector("[data-shell-tiles]").append(...targets.slice(0, MOST_TILES).map(tile));
    const day = form.elements.occurred_on;
    day.defaultValue = day.max = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  for (const event of ["online", "offline"]) {
    addEventListener(event, () => ["online", "offline"].forEach((name) => show(name, name === event)));
  }

  const begin = async () => {
    const choices = await outbox?.store.choices(council).catch(() => undefined);
    if (!choices?.targets.length || !outbox.begin) return show("nothing");
    build(choices);
    show("form");
    await outbox.begin(choices);
  };

  begin();
})();
