// Minutes while they are written: each section ([data-section]) is saved alone with what it contained when it was read.
// What others save appears in sections that nobody writes in here, with their name; where two wrote at the same place the
// server sends both texts, and nothing of that section is sent before somebody chose. Unsaved sections are kept in
// sessionStorage until the server has them; signing out clears it. Without this script the form is saved whole.
(() => {
  const SAVE = 2500; // milliseconds after the first letter that is not saved
  const RETRY = 10_000;
  const ASK = 4000;
  const SHOWN = 15_000; // how long after a save its writer is shown
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const words = form.dataset;
  const state = form.querySelector("[data-save-state]");
  const bar = state.closest(".lr-save-bar");
  const key = `kept:minutes:${location.pathname}`;
  const store = window.sessionStorage;
  const sections = new Map([...form.querySelectorAll("[data-section]")].map((root) => [root.dataset.section, {
    root, name: root.dataset.section, base: root.querySelector("input[name$='-base']"),
    dirty: false, held: false, sent: null, oldBase: "", hiding: 0,
  }]));
  let timer = 0;
  let sending = false;
  let stopped = false;
  let quiet = false; // fields are being filled by this script
  let version = words.version;

  const say = (text, trouble = false) => {
    state.textContent = text;
    bar.toggleAttribute("data-trouble", trouble);
  };
  const sectionOf = (element) => sections.get(element.closest("[data-section]")?.dataset.section);
  const places = (section) => section.root.querySelector("[data-two-texts]");
  const fields = (section) => [...section.root.querySelectorAll("input, select, textarea")]
    .filter((field) => field.name && field.type !== "hidden" && !places(section).contains(field));
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
  const taken = (section) => fields(section).filter((field) => !isChoice(field) || field.checked).map((field) => [field.id, field.value]);
  const isPaused = (section) => Boolean(places(section).querySelector("[data-choose]"));

  // Filling fields ------------------------------------------------------------------------------------------------------

  function fill(field, value) {
    if (field.type === "radio") {
      field.checked = field.value === value;
      return;
    }
    if (field.value === value) return;
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) {
      field.add(new Option(value.split("|").pop(), value)); // chosen by somebody whose page has more choices
    }
    const { selectionStart: start, selectionEnd: end } = field;
    field.value = value;
    if (field === document.activeElement && start !== null && field.setSelectionRange && field.type !== "date") {
      field.setSelectionRange(start, end);
    }
    quiet = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    quiet = false;
  }
  function show(section, values) {
    const prefix = section.base.name.slice(0, -"-base".length);
    for (const field of fields(section)) {
      let name = field.name.slice(prefix.length + 1);
      if (section.name === "attendance/") name = form.elements.namedItem(field.name.replace(/-attendance$/, "-id")).value;
      if (name in values) fill(field, values[name] === null ? "" : String(values[name]));
    }
  }

  // Keeping what is not saved ---------------------------------------------------------------------------------------------

  const read = () => {
    const kept = JSON.parse(store.getItem(key) || "null");
    return kept?.who === words.who ? kept : { who: words.who, sections: {} };
  };
  const write = (kept) => {
    try {
      if (Object.keys(kept.sections).length) store.setItem(key, JSON.stringify(kept));
      else store.removeItem(key);
    } catch { /* full or forbidden: saving still works */ }
  };
  function keep(section, sent = false) {
    const kept = read();
    kept.sections[section.name] = { base: section.oldBase || section.base.value, values: taken(section), sent };
    write(kept);
  }
  function forget(section) {
    const kept = read();
    delete kept.sections[section.name];
    write(kept);
  }
  function tellGone(entry) {
    const box = document.createElement("div");
    box.className = "lr-kept-text";
    box.setAttribute("role", "status");
    box.textContent = `${words.gone} ${entry.values.map(([, value]) => value).filter(Boolean).join(" · ")}`;
    form.prepend(box);
  }
  function restore() {
    const kept = read();
    let found = false;
    for (const [name, entry] of Object.entries(kept.sections)) {
      const section = sections.get(name);
      if (!section) {
        if (!entry.sent) tellGone(entry);
        delete kept.sections[name];
        continue;
      }
      if ("sent" in words && entry.sent) { // the page shows what was sent and could not be saved
        section.dirty = section.held = true;
        section.oldBase = isPaused(section) ? entry.base : "";
        if (section.base.value !== entry.base && !isPaused(section)) { section.dirty = section.held = false; delete kept.sections[name]; }
        continue;
      }
      const isSaved = entry.sent && entry.base !== section.base.value;
      if (isSaved || JSON.stringify(entry.values) === JSON.stringify(taken(section))) {
        delete kept.sections[name];
        continue;
      }
      const values = new Map(entry.values);
      for (const field of fields(section)) {
        if (isChoice(field)) field.checked = values.has(field.id);
        else if (values.has(field.id)) fill(field, values.get(field.id));
      }
      section.base.value = entry.base;
      section.dirty = found = true;
    }
    write(kept);
    if (found) {
      say(words.restored);
      plan(0);
    }
  }

  // Saving ----------------------------------------------------------------------------------------------------------------

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }
  const waiting = () => [...sections.values()].filter((one) => one.dirty && !one.held && !isPaused(one));

  function bodyOf(batch) {
    const data = new FormData();
    for (const field of form.elements) {
      const isOfAll = field.name === "csrfmiddlewaretoken" || /_FORMS$/.test(field.name);
      const section = isOfAll ? null : sectionOf(field);
      const isChoosing = /-choice$/.test(field.name) && !section?.choosing;
      const isSent = isOfAll || (batch.includes(section) && !isChoosing && (!isChoice(field) || field.checked));
      if (field.name && field.type !== "submit" && isSent) data.append(field.name, field.value);
    }
    return data;
  }

  async function save() {
    timer = 0;
    const batch = waiting();
    if (sending || stopped || !batch.length) return;
    sending = true;
    let wait = SAVE;
    const body = bodyOf(batch);
    for (const section of batch) Object.assign(section, { dirty: false, sent: JSON.stringify(taken(section)) });
    say(words.saving);
    try {
      const response = await fetch(words.autosave, { method: "POST", body, credentials: "same-origin" });
      const isAnswer = !response.redirected && (response.headers.get("Content-Type") || "").includes("json");
      if (isAnswer) take(batch, response, await response.json());
      else {
        for (const section of batch) section.dirty = true;
        wait = (await isSignedInAgain()) ? 0 : RETRY;
        if (wait) say(response.redirected || response.status === 403 ? words.signedOut : words.offline, true);
      }
    } catch {
      for (const section of batch) section.dirty = true;
      wait = RETRY;
      say(words.offline, true);
    } finally {
      sending = false;
      for (const section of batch) section.sent = null;
      if (waiting().length && !stopped) plan(wait);
    }
  }

  function take(batch, response, answer) {
    say(answer.text, !response.ok || Object.keys(answer.two_texts).length > 0);
    if (response.status === 409) stopped = true;
    for (const section of batch) {
      const now = answer.sections?.[section.name];
      if (!now) { // refused: sent again when it is changed
        section.dirty = section.held = true;
        continue;
      }
      section.choosing = false;
      if (answer.two_texts[section.name]) {
        section.oldBase = section.base.value;
        section.base.value = now.base;
        section.dirty = true;
        places(section).innerHTML = answer.two_texts[section.name];
        continue;
      }
      places(section).replaceChildren();
      section.oldBase = "";
      const isWritten = section.dirty || JSON.stringify(taken(section)) !== section.sent;
      if (isWritten && now.merged) continue; // goes on from what it was based on
      section.base.value = now.base;
      if (isWritten) {
        keep(section);
        continue;
      }
      if (now.values && now.merged) show(section, now.values);
      forget(section);
    }
  }

  // After signing in again in another tab the form needs the new token. Only for the same person.
  async function isSignedInAgain() {
    const response = await fetch(location.pathname, { cache: "no-store" });
    if (!response.ok || response.redirected) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("form[data-autosave]");
    if (fresh?.dataset.who !== words.who) return false;
    form.elements.namedItem("csrfmiddlewaretoken").value = fresh.elements.namedItem("csrfmiddlewaretoken").value;
    return true;
  }

  // What others save ------------------------------------------------------------------------------------------------------

  function showWriter(section, name) {
    const place = section.root.querySelector("[data-writer]");
    place.textContent = words.writes.replace("{name}", name);
    place.hidden = false;
    clearTimeout(section.hiding);
    section.hiding = setTimeout(() => { place.hidden = true; }, SHOWN);
  }
  function tellMore(name) {
    if (form.querySelector("[data-more-told]")) return;
    const box = document.createElement("p");
    box.dataset.moreTold = "";
    box.className = "lr-save-bar__more";
    const link = document.createElement("a");
    link.href = `${location.pathname}#aftaler`;
    link.textContent = words.showMore;
    link.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
    box.append(`${words.more.replace("{name}", name)} `, link);
    state.after(box);
  }
  function take_over(name, now) {
    const section = sections.get(name);
    if (!section || now.values === null) {
      if (now.by) tellMore(now.by);
      return;
    }
    if (now.by && now.seconds * 1000 < SHOWN) showWriter(section, now.by);
    if (section.dirty || section.sent || section.base.value === now.base) return;
    show(section, now.values);
    section.base.value = now.base;
  }
  async function ask() {
    try {
      if (document.hidden) return;
      const response = await fetch(`${words.now}?siden=${version}`, { cache: "no-store", redirect: "manual" });
      if (response.status === 410 && !stopped) {
        stopped = true;
        say(words.done, true);
      } else if (response.ok) {
        const answer = await response.json();
        version = answer.version;
        for (const [name, now] of Object.entries(answer.sections)) take_over(name, now);
      }
    } catch { /* asked again soon */ } finally {
      if (!stopped) setTimeout(ask, ASK);
    }
  }

  form.addEventListener("input", (event) => {
    const section = quiet ? null : sectionOf(event.target);
    if (!section || places(section).contains(event.target)) return;
    section.dirty = true;
    section.held = false;
    keep(section);
    if (stopped) return;
    if (!bar.hasAttribute("data-trouble")) say(words.waiting);
    if (!timer && !sending) plan(SAVE);
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-choose]") || stopped) return;
    event.preventDefault();
    const section = sectionOf(event.target);
    section.choosing = true;
    const chosen = section.root.querySelector("input[name$='-choice']:checked")?.value;
    // What is sent has the choice; the radio buttons go, so that the section is no longer held back.
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: section.base.name.replace(/-base$/, "-choice"), value: chosen || "both" });
    places(section).replaceChildren(hidden);
    section.dirty = true;
    section.held = false;
    plan(0);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
    for (const section of sections.values()) if (section.dirty || section.sent) keep(section, true);
  });
  window.addEventListener("online", () => { if (waiting().length) plan(0); });
  restore();
  setTimeout(ask, ASK / 2);
})();
