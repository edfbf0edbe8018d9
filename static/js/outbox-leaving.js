// The page that logs out says first what has not been sent, and offers to send it.
(() => {
  "use strict";

  const outbox = window.brappOutbox;
  const place = document.querySelector("[data-leaving]");
  if (!place || !outbox?.flush) return;

  const parts = document.querySelector("[data-leaving-parts]").content;
  const user = document.querySelector("[data-logs-out]").dataset.outboxUser;
  const part = (name) => parts.querySelector(`[data-part="${name}"]`).cloneNode(true);

  const show = async (tried) => {
    const { length } = await outbox.store.entries(user);
    if (!length) return place.replaceChildren(...(tried ? [part("sent")] : []));
    const warning = part(length === 1 ? "one" : "many");
    for (const number of warning.querySelectorAll("[data-number]")) number.textContent = length;
    const send = part("send");
    send.querySelector("button").addEventListener("click", async () => {
      await outbox.flush(user);
      await show(true);
    });
    place.replaceChildren(warning, ...(tried ? [part("unsent")] : []), send);
  };

  show(false).catch(() => {});
})();
