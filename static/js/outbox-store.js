// What the phone keeps of logging: entries until the server has acknowledged them, and what there is to choose among.
// On every page for whoever is logged in, since logging out must not lose an entry.
(() => {
  "use strict";

  if (!window.indexedDB || !window.isSecureContext) return;

  const WAIT = 2000; // milliseconds: a phone whose storage does not answer must still be able to log out
  let opening;

  const open = () =>
    (opening ??= new Promise((done, failed) => {
      const asked = indexedDB.open("brapp", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("entries", { keyPath: "key" });
        asked.result.createObjectStore("choices", { keyPath: "council" });
      };
      asked.onerror = () => failed(asked.error);
      asked.onsuccess = () => {
        asked.result.onclose = () => (opening = undefined); // the storage was cleared
        done(asked.result);
      };
    }).catch((error) => {
      opening = undefined;
      throw error;
    }));

  // The promise is kept when the phone has written it down, not before.
  const within = async (name, mode, act) => {
    const transaction = (await open()).transaction(name, mode, { durability: "strict" });
    return new Promise((done, failed) => {
      const asked = act(transaction.objectStore(name));
      transaction.oncomplete = () => done(asked.result);
      transaction.onabort = () => failed(transaction.error);
    });
  };

  const store = {
    entries: async (user) =>
      (await within("entries", "readonly", (rows) => rows.getAll()))
        .filter((entry) => !user || entry.user === user)
        .sort((one, other) => one.written_at - other.written_at),
    entry: (key) => within("entries", "readonly", (rows) => rows.get(key)),
    put: (entry) => within("entries", "readwrite", (rows) => rows.put(entry)),
    remove: (key) => within("entries", "readwrite", (rows) => rows.delete(key)),
    choices: (council) => within("choices", "readonly", (rows) => rows.get(council)),
    choose: (choices) => within("choices", "readwrite", (rows) => rows.put(choices)),
    forgetChoices: () => within("choices", "readwrite", (rows) => rows.clear()),
  };
  window.brappOutbox = { store };

  // Logging out: the page that warns first, when entries of one's own wait; anybody's entries stay on the phone.
  const leave = async (form) => {
    const entries = await Promise.race([store.entries(), new Promise((done) => setTimeout(done, WAIT))]).catch(() => []);
    const own = entries?.some((entry) => entry.user === form.dataset.outboxUser);
    if (own && !("warned" in form.dataset)) return location.assign(form.action);
    if (!entries || entries.length) {
      const says = Object.assign(document.createElement("input"), { type: "hidden", name: "vantar", value: "1" });
      form.append(says);
    }
    await Promise.race([store.forgetChoices(), new Promise((done) => setTimeout(done, WAIT))]).catch(() => {});
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-logs-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      leave(form);
    });
  }
})();
