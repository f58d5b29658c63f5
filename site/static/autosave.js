// Saves a form while somebody writes: <form data-autosave="url">. The server answers with a new version, or with a message
// on why it can't be saved; then nothing is sent until the writer presses a button. Unsaved text is kept in sessionStorage
// (with the version it is based on, so that somebody else's text is never overwritten) and restored after a reload.
(() => {
  const PAUSE = 2500;
  const RETRY = 15000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const words = form.dataset;
  const state = form.querySelector("[data-save-state]");
  const bar = state.closest(".lr-save-bar");
  const key = `kept:autosave:${location.pathname}`;
  const store = window.sessionStorage;
  const control = (name) => form.elements.namedItem(name);
  const fields = () => [...form.elements].filter((field) => field.name && !/^(hidden|submit|button|fieldset)$/.test(field.type));
  let timer = 0;
  let sending = false;
  let stopped = false;
  let dirty = false;

  const say = (text, trouble = false) => {
    state.textContent = text;
    bar.toggleAttribute("data-trouble", trouble);
  };
  const values = () => fields().filter((field) => field.type !== "radio" || field.checked).map((field) => [field.id, field.value]);
  const keep = (sent = false) => {
    const entry = { version: control("version").value, base: control("base").value, values: values(), sent };
    try { store.setItem(key, JSON.stringify(entry)); } catch { /* full or forbidden: saving still works */ }
  };
  const forget = () => store.removeItem(key);

  function restore() {
    const entry = JSON.parse(store.getItem(key) || "null");
    if (!entry || form.querySelector(".lr-errors")) return;
    if (entry.sent && entry.version !== control("version").value) { forget(); return; } // the server has it
    const changed = entry.values.filter(([id, value]) => {
      const field = document.getElementById(id);
      return field && (field.type === "radio" ? !field.checked : field.value !== value);
    });
    if (!changed.length) { forget(); return; }
    changed.forEach(([id, value]) => {
      const field = document.getElementById(id);
      if (field.type === "radio") field.checked = true;
      else field.value = value;
    });
    control("version").value = entry.version;
    control("base").value = entry.base;
    dirty = true;
    say(words.restored);
    plan(PAUSE);
  }

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save() {
    timer = 0;
    if (sending || stopped || !dirty) return;
    sending = true;
    dirty = false;
    say(words.saving);
    try {
      const response = await fetch(words.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (response.redirected || !(response.headers.get("Content-Type") || "").includes("json")) {
        dirty = true;
        stopped = !response.ok && response.status < 500;
        say(response.redirected || response.status === 403 ? words.signedOut : words.offline, true);
        if (!stopped) plan(RETRY);
        return;
      }
      const answer = await response.json();
      if (!response.ok) {
        dirty = true;
        stopped = response.status === 409;
        say(answer.text, true);
        return;
      }
      control("version").value = answer.version;
      control("base").value = answer.base;
      if (dirty) keep();
      else forget();
      say(answer.text);
    } catch {
      dirty = true;
      say(words.offline, true);
      plan(RETRY);
    } finally {
      sending = false;
      if (dirty && !stopped && !timer) plan(PAUSE);
    }
  }

  form.addEventListener("input", () => {
    dirty = true;
    keep();
    if (!stopped) {
      if (!bar.hasAttribute("data-trouble")) say(words.waiting);
      plan(PAUSE);
    }
  });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; keep(true); });
  window.addEventListener("online", () => { if (dirty) plan(0); });
  restore();
})();
