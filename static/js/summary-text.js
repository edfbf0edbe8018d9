// Saves a summary while somebody writes in it, each part by itself: three seconds after the last key, and when one
// leaves the field or the page. What the server has not yet said that it has saved lies in this tab's sessionStorage, so
// that it is there again after a reload or a login. Without this script the form is saved with its button.
(() => {
  "use strict";

  const PAUSE = 3_000; // milliseconds without a key
  const PATIENCE = 15_000;
  const FIRST_AGAIN = 5_000;
  const SELDOM_AGAIN = 60_000;
  const OUTLIVES = 15_000; // letters: a body that is sent on after its page has been left may be 64 kB
  const TRY_AGAIN = new Set([0, 408, 425, 429]);
  const form = document.querySelector("form[data-saves]");
  const words = form?.querySelector("template[data-words]")?.content;
  if (!words || !window.fetch || !window.AbortController) return;

  const { saves, promise, user } = form.dataset;
  const wording = (name) => words.querySelector(`[data-word="${name}"]`).textContent;
  // Read at each send: it is another after a login.
  const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";

  // What is not acknowledged yet, part by part. Storage that is full or forbidden only means less of a safety net.
  const store = {
    key: (part) => `brapp-summary ${saves} ${promise} ${part}`,
    put(part, entry) {
      try {
        sessionStorage.setItem(store.key(part), JSON.stringify({ ...entry, user }));
      } catch {}
    },
    take(part) {
      try {
        const entry = JSON.parse(sessionStorage.getItem(store.key(part)));
        return entry?.user === user ? entry : store.drop(part);
      } catch {
        return null;
      }
    },
    drop(part) {
      try {
        sessionStorage.removeItem(store.key(part));
      } catch {}
      return null;
    },
  };

  const post = async (fields, keepalive) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(saves, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { Accept: "application/json", "X-CSRFToken": token() },
        signal: stop.signal,
        redirect: "error",
        keepalive,
      });
      return { status: response.status, ...(await response.json()) };
    } catch {
      return { status: 0 }; // no answer, or one that is not the server's
    } finally {
      clearTimeout(timer);
    }
  };

  let isSubmitted = false;

  class Part {
    constructor(box) {
      this.name = box.dataset.part;
      this.box = box;
      this.area = box.querySelector("textarea");
      this.state = box.querySelector(".save-state");
      this.version = form.elements[`${this.name}_version`];
      this.was = form.elements[`${this.name}_was`];
      // After a form that was refused, what stands in the field is not what is saved.
      this.known = "unsaved" in form.dataset ? null : this.area.value;
      this.again = FIRST_AGAIN;
      this.area.addEventListener("input", () => this.changed());
      this.area.addEventListener("blur", () => this.save());
      this.bringBack();
    }

    get isChanged() {
      return this.area.value !== this.known;
    }

    // Would leaving the page now leave something unsaved? What is on its way is sent on.
    get isAtRisk() {
      return this.isChanged && (this.isStuck || this.isRefused || this.isAway || this.area.value.length >= OUTLIVES);
    }

    // What the last page of this tab did not get saved.
    bringBack() {
      const entry = store.take(this.name);
      if (!entry || this.known === null) return;
      const version = Number(this.version.value);
      if (entry.text === this.area.value || (entry.isSent && entry.version < version)) return store.drop(this.name);
      const saved = { text: this.area.value, version, was: this.was.value, by: "" };
      this.area.value = entry.text;
      if (entry.version < version) return this.conflict(saved);
      this.say("back");
      this.timer = setTimeout(() => this.save(), PAUSE);
    }

    changed() {
      this.remember();
      this.isRefused = false;
      this.box.querySelector("[data-proposal]")?.setAttribute("hidden", "");
      if (this.isStuck) return;
      this.say("changed");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), PAUSE);
    }

    remember(isSent = false) {
      store.put(this.name, { text: this.area.value, version: Number(this.version.value), isSent });
    }

    // One at a time: the version that comes with the answer is what the next is sent with.
    async save() {
      clearTimeout(this.timer);
      if (this.isStuck || this.isRefused) return;
      if (this.isSending) {
        this.waits = true;
        return;
      }
      if (!this.isChanged) {
        store.drop(this.name);
        return;
      }
      this.isSending = true;
      const text = this.area.value;
      const answer = await this.send(text);
      this.isSending = false;
      this.took(answer, text);
      if (this.waits) {
        this.waits = false;
        this.save();
      }
    }

    async send(text) {
      const ticked = [...this.box.querySelectorAll("[name=screened]:checked")].map((box) => ["screened", box.value]);
      const fields = [
        ["promise", promise],
        ["part", this.name],
        [this.name, text],
        [this.version.name, this.version.value],
        [this.was.name, this.was.value],
        ["written_by", user],
        ...ticked,
      ];
      const answer = await post(fields, text.length < OUTLIVES);
      return answer.code === "csrf" ? post(fields, text.length < OUTLIVES) : answer;
    }

    took(answer, text) {
      this.isAway = answer.status === 401 || answer.status >= 500 || TRY_AGAIN.has(answer.status);
      if (answer.status === 200) return this.saved(answer, text);
      if (answer.status === 409 && answer.code === "stale") return this.conflict(answer);
      if (answer.status === 401) return this.signedOut(answer);
      if (this.isAway) return this.later();
      this.isStuck = answer.status !== 422;
      this.isRefused = !this.isStuck;
      const asked = answer.screened?.length ? ` ${wording("asked")}` : "";
      this.tell(`${wording("refused")} ${answer.message ?? ""}${asked}`);
    }

    saved({ version, was, saved_at: at }, text) {
      this.known = text;
      this.version.value = version;
      this.was.value = was;
      this.again = FIRST_AGAIN;
      if (this.isChanged) {
        this.remember();
        return;
      }
      store.drop(this.name);
      this.tell(wording("saved").replace("TIME", at));
    }

    later() {
      this.say("away");
      this.timer = setTimeout(() => this.save(), this.again);
      this.again = Math.min(this.again * 2, SELDOM_AGAIN);
    }

    signedOut({ login }) {
      const link = words.querySelector("[data-login]").cloneNode(true);
      if (login) link.href = login;
      this.say("signed_out");
      this.state.append(" ", link);
    }

    // Both texts, until the person has said which: the field keeps what was typed.
    conflict(saved) {
      this.isStuck = true;
      this.remember();
      const panel = words.querySelector("[data-conflict]").cloneNode(true);
      const who = saved.by ? wording("by").replace("NAME", saved.by) : wording("somebody");
      panel.querySelector("[data-by]").textContent = who;
      panel.querySelector("[data-saved]").textContent = saved.text || "–";
      const chosen = () => {
        this.version.value = saved.version;
        this.was.value = saved.was;
        this.known = saved.text;
        this.isStuck = false;
        panel.remove();
        this.area.focus();
        this.save();
      };
      panel.querySelector("[data-keep]").addEventListener("click", chosen);
      panel.querySelector("[data-take]").addEventListener("click", () => {
        this.area.value = saved.text;
        this.say("");
        chosen();
      });
      this.box.querySelector("[data-conflict]")?.remove();
      this.state.after(panel);
      this.tell(who);
    }

    say(name) {
      this.tell(name && wording(name));
    }

    // Read aloud: touched only when its words have changed.
    tell(text) {
      if (this.state.textContent !== text) this.state.textContent = text;
    }
  }

  const parts = [...form.querySelectorAll("[data-part]")].map((box) => new Part(box));
  const saveAll = () => parts.forEach((part) => part.save());

  document.addEventListener("visibilitychange", saveAll);
  addEventListener("online", saveAll);
  addEventListener("beforeunload", (event) => {
    if (!isSubmitted && parts.some((part) => part.isAtRisk)) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    isSubmitted = true;
    form.elements.csrfmiddlewaretoken.value = token() || form.elements.csrfmiddlewaretoken.value;
    for (const part of parts) {
      clearTimeout(part.timer);
      part.isStuck = true;
      if (part.isChanged) part.remember(true);
    }
  });
})();
