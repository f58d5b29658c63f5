// The meeting on its screen: the clock counts on, the leader's buttons change the page without reloading it, other
// people's pages follow, and notes are saved while they are written. Without this script the buttons and forms work, and
// one reloads the page to follow.
(() => {
  const page = document.querySelector("[data-live]");
  const PAUSE = 1200; // milliseconds after the last letter before notes are saved
  const RETRY = 4000;
  const region = (name, within = document) => within.querySelector(`[data-region="${name}"]`);

  // The clock -----------------------------------------------------------------------------------------------------------

  let from = performance.now();
  let isOverTold = false;
  const number = (clock, name) => Number(clock.dataset[name]);
  const setText = (place, text) => { if (place && place.textContent !== text) place.textContent = text; };
  const tick = () => {
    const clock = page.querySelector("[data-clock]");
    if (!clock) return;
    const used = number(clock, "used") + (clock.dataset.runs === "yes" ? (performance.now() - from) / 1000 : 0);
    const allowed = number(clock, "allowed");
    const left = allowed - used;
    if (allowed) {
      const words = left < 0 ? clock.dataset.over : clock.dataset.left;
      setText(clock.querySelector("[data-left-text]"), words.replace("{minutes}", Math.ceil(Math.abs(left) / 60)));
      clock.toggleAttribute("data-is-over", left < 0);
      if (left < 0 && !isOverTold) setText(clock.querySelector("[data-said-text]"), clock.dataset.said);
      isOverTold = left < 0;
    }
    const end = new Date(Date.now() + (Math.max(left, 0) + number(clock, "later")) * 1000);
    const time = `kl.\u00a0${end.getHours()}.${String(end.getMinutes()).padStart(2, "0")}`;
    setText(clock.querySelector("[data-ends-text]"), clock.dataset.ends.replace("{time}", time));
  };
  setInterval(tick, 1000);

  // Replacing the regions by what the server renders now --------------------------------------------------------------------

  const notesForm = () => page.querySelector("form[data-notes]");
  const replaceRegions = (fresh) => {
    const there = fresh.querySelector("[data-live]");
    const regions = (root) => [...root.querySelectorAll("[data-region]")].map((one) => one.dataset.region).join();
    const another = region("item", there)?.querySelector("h1")?.textContent !== region("item")?.querySelector("h1")?.textContent;
    if (regions(there) !== regions(page)) { // begun, ended, or other parts: the whole page
      page.replaceChildren(...there.childNodes);
    } else {
      for (const old of page.querySelectorAll("[data-region]")) {
        const next = region(old.dataset.region, there);
        // Notes that are being written stay, as long as the item does.
        const stays = old.dataset.region === "notes" && old.dataset.item === next.dataset.item && isBeingWritten(old);
        if (!stays) old.replaceWith(next);
      }
    }
    page.dataset.version = there.dataset.version;
    from = performance.now();
    isOverTold = false;
    tick();
    restoreNotes();
    if (another) region("item")?.querySelector("h1")?.focus({ preventScroll: false });
  };
  const read = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  const reload = async () => {
    const response = await fetch(location.pathname, { cache: "no-store" });
    if (response.ok && !response.redirected) replaceRegions(await read(response));
  };

  // Following -----------------------------------------------------------------------------------------------------------

  const showProblem = (text) => {
    const place = page.querySelector("[data-problem]");
    place.hidden = !text;
    setText(place, text);
  };
  let reloading = false;
  document.addEventListener("live-state", async ({ detail }) => {
    showProblem("");
    const version = detail ? String(detail.version) : page.dataset.version;
    if (reloading || version === page.dataset.version) return;
    reloading = true;
    try { await saveNotes(); await reload(); } catch { /* tried again with the next answer */ } finally { reloading = false; }
  });
  document.addEventListener("live-same", () => showProblem(""));
  document.addEventListener("live-gone", () => location.reload());
  document.addEventListener("live-offline", () => showProblem(page.dataset.offline));
  document.addEventListener("live-signed-out", () => showProblem(page.dataset.signedOut));

  // The leader's buttons ------------------------------------------------------------------------------------------------

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-command]");
    if (!form || event.submitter?.hasAttribute("data-plain")) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const command = event.submitter?.value.split(":")[0];
    for (const button of page.querySelectorAll("form[data-command] button")) button.disabled = true;
    try {
      await saveNotes();
      const response = await fetch(form.action, { method: "POST", body: data });
      replaceRegions(await read(response));
      if (command !== "go") page.querySelector(`form[data-command] button[value^="${command}"]`)?.focus();
    } catch {
      showProblem(page.dataset.offline);
      for (const button of page.querySelectorAll("form[data-command] button")) button.disabled = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const button = page.querySelector(`button[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // Notes: saved by item with the version they are based on; kept in the browser until then --------------------------------

  const nameOf = (form) => `kept:live:${location.pathname}#${form.dataset.notes}`;
  const fields = (form) => Object.fromEntries(["text", "seen_text", "version"].map((name) => [name, form.elements.namedItem(name)]));
  const keep = (form) => {
    const values = Object.entries(fields(form)).map(([name, field]) => [name, field.value]);
    try { sessionStorage.setItem(nameOf(form), JSON.stringify(Object.fromEntries(values))); } catch { /* full */ }
  };
  let dirty = false;
  let stopped = false;
  let saving = null;
  let waiting = 0;
  const showState = (form, text) => setText(form.querySelector("[data-notes-state]"), text);
  const isBeingWritten = (part) => dirty || part.contains(document.activeElement);

  function restoreNotes() {
    const form = notesForm();
    if (!form) return;
    stopped = Boolean(form.querySelector(".lr-errors"));
    const kept = JSON.parse(sessionStorage.getItem(nameOf(form)) || "null");
    if (!kept || stopped || dirty) return;
    if (kept.text === fields(form).text.value) { sessionStorage.removeItem(nameOf(form)); return; }
    for (const [name, field] of Object.entries(fields(form))) field.value = kept[name];
    dirty = true;
    planNotes(PAUSE);
  }
  function planNotes(wait) {
    clearTimeout(waiting);
    waiting = setTimeout(saveNotes, wait);
  }
  function saveNotes() {
    clearTimeout(waiting);
    const form = notesForm();
    if (!form || !dirty || stopped) return saving;
    saving = Promise.resolve(saving).then(() => sendNotes(form));
    return saving;
  }
  // What was saved, with what others wrote meanwhile. While the person writes on, it waits: the next save merges again.
  function takeSaved(form, sent, answer) {
    const { text, seen_text: seen, version } = fields(form);
    const isTheirs = answer.notes !== sent.trim();
    if (text.value !== sent) {
      seen.value = sent;
      if (!isTheirs) version.value = answer.version;
      keep(form);
      return;
    }
    version.value = answer.version;
    seen.value = isTheirs ? answer.notes : sent;
    if (isTheirs) {
      const at = text.selectionStart;
      text.value = answer.notes;
      if (document.activeElement === text) text.setSelectionRange(at, at);
    }
    sessionStorage.removeItem(nameOf(form));
  }
  async function sendNotes(form) {
    const { text, version } = fields(form);
    const sent = text.value;
    dirty = false;
    showState(form, form.dataset.saving);
    try {
      const data = new FormData(form);
      data.delete("one_time_key"); // each save is a new one
      const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!(response.headers.get("Content-Type") || "").includes("json")) throw new Error(response.status);
      const answer = await response.json();
      if (response.ok) {
        takeSaved(form, sent, answer);
        showState(form, answer.text);
      } else if (answer.saved === sent) { // the same words came by another way
        version.value = answer.version;
        sessionStorage.removeItem(nameOf(form));
      } else {
        stopped = true;
        dirty = true;
        showState(form, `${answer.text} ${response.status === 409 ? form.dataset.both : ""}`);
      }
    } catch {
      dirty = true;
      showState(form, form.dataset.offline);
      planNotes(RETRY);
    }
  }
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-notes]");
    if (!form) return;
    dirty = true;
    keep(form);
    planNotes(PAUSE);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("form[data-notes]")) return;
    clearTimeout(waiting);
    dirty = false;
    sessionStorage.removeItem(nameOf(event.target)); // a refusal shows the text again
  });
  window.addEventListener("beforeunload", (event) => { if (dirty && navigator.onLine === false) event.preventDefault(); });

  // Keep the screen on while people talk.
  const stayAwake = () => { if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
  tick();
  restoreNotes();
})();
