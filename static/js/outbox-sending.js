// Sends what waits on the phone, one entry at a time and from one tab at a time. An entry is forgotten only when the
// server has said that it is saved, with the entry's own key; whatever else happens, it stays.
(() => {
  "use strict";

  const outbox = window.brappOutbox;
  if (!outbox || !window.fetch || !navigator.locks || !crypto.randomUUID) return;

  const { store } = outbox;
  const PATIENCE = 10_000; // milliseconds
  const NOW_AND_THEN = 5_000;
  const SELDOM = 300_000;
  const TRY_AGAIN = new Set([0, 408, 425, 429]);

  // Read at each send: it is another after a login.
  const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";

  const post = async (entry) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(`/${entry.council}/logga/skicka/`, {
        method: "POST",
        body: new URLSearchParams([...entry.fields, ["key", entry.key], ["written_by", entry.user]]),
        headers: { Accept: "application/json", "X-CSRFToken": token() },
        signal: stop.signal,
        redirect: "error",
      });
      return { status: response.status, ...(await response.json()) };
    } catch {
      return { status: 0 }; // no answer, or one that is not the server's
    } finally {
      clearTimeout(timer);
    }
  };

  const send = async (entry) => {
    const answer = await post(entry);
    return answer.code === "csrf" ? post(entry) : answer;
  };

  // What became of an entry: sent, away (nobody logged in), held, later or refused.
  const judge = (entry, answer) => {
    if ((answer.status === 200 || answer.status === 201) && answer.key === entry.key) return "sent";
    if (answer.status === 401) return "away";
    if (answer.status === 403) return "held";
    return answer.status < 400 || answer.status >= 500 || TRY_AGAIN.has(answer.status) ? "later" : "refused";
  };

  const sentences = (answer) => Object.values(answer.errors ?? {}).flat().join(" ") || answer.message || "";

  const sendOne = async (entry) => {
    const answer = await send(entry);
    const became = judge(entry, answer);
    if (became === "sent") await store.remove(entry.key);
    if (became === "refused") await store.put({ ...entry, state: "refused", message: sentences(answer) });
    return { ...answer, became, entry, message: sentences(answer) };
  };

  // Entries still there when it is their turn: another tab may have sent them, or the person thrown them away.
  const flush = (user, first) =>
    navigator.locks.request("brapp-outbox", async () => {
      const waiting = (await store.entries(user)).filter((entry) => entry.state === "waiting");
      waiting.sort((one, other) => (other.key === first) - (one.key === first));
      const results = [];
      for (const { key } of waiting) {
        const entry = await store.entry(key);
        if (!entry) continue;
        results.push(await sendOne(entry));
        if (["away", "later"].includes(results.at(-1).became)) break;
      }
      return results;
    });

  let pause = NOW_AND_THEN;
  let timer;

  // Again and again, more and more seldom, until nothing waits that could be sent.
  const keepSending = (user, told) => {
    const once = async () => {
      clearTimeout(timer);
      const results = await flush(user);
      if (results.some((one) => one.became === "later")) {
        timer = setTimeout(once, pause);
        pause = Math.min(pause * 2, SELDOM);
      } else {
        pause = NOW_AND_THEN;
      }
      told(results);
    };
    addEventListener("online", once);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && once());
    return once;
  };

  Object.assign(outbox, { flush, keepSending });
})();
