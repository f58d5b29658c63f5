// Keeps the input of <form data-keep="name"> in sessionStorage until it is saved, and restores it with a notice. It is
// kept per URL and tab: the status of one agreement never turns up in the form of another, and on a shared computer
// nothing is left when the tab is closed; signing out clears it.
(() => {
  const PREFIX = "kept:";
  const store = window.sessionStorage;
  const read = (key) => JSON.parse(store.getItem(key) || "null");
  const write = (key, entry) => {
    try { store.setItem(key, JSON.stringify(entry)); } catch { /* full or forbidden: the form works without */ }
  };
  const keyOf = (form) => `${PREFIX}${window.location.pathname}#${form.dataset.keep}`;
  const fieldsOf = (form) => [...form.elements].filter(
    (field) => field.name && field.name !== "csrfmiddlewaretoken" && !/^(hidden|password|file|submit|button|fieldset)$/.test(field.type));
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const nameOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
  const contentOf = (field) => {
    if (isChoice(field)) return field.checked;
    if (field.type === "select-multiple") return [...field.selectedOptions].map((option) => option.value);
    return field.value;
  };
  const take = (form) => Object.fromEntries(fieldsOf(form).map((field) => [nameOf(field), contentOf(field)]));
  const put = (form, values) => fieldsOf(form).forEach((field) => {
    const value = values[nameOf(field)];
    if (value === undefined) return;
    if (isChoice(field)) field.checked = value;
    else if (Array.isArray(value)) [...field.options].forEach((option) => { option.selected = value.includes(option.value); });
    else field.value = value;
  });
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function notice(form, drop) {
    const box = document.createElement("div");
    box.className = "lr-kept-text";
    box.setAttribute("role", "status");
    const words = document.createElement("span");
    words.textContent = form.dataset.kept;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lr-button lr-button--quiet lr-button--small";
    button.textContent = form.dataset.drop;
    button.addEventListener("click", () => { drop(); box.remove(); });
    box.append(words, button);
    form.prepend(box);
  }

  const here = new Set();
  const confirmed = document.querySelector(".lr-messages .lr-alert--success");
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    let key = keyOf(form);
    here.add(key);
    const shown = take(form);
    const refused = form.querySelector(".lr-errors");
    let entry = read(key);
    if (entry?.sent && !refused && (confirmed || !same(shown, entry.before))) entry = null; // it was saved
    const before = entry ? entry.before : shown; // what the server had when editing began
    let waiting = 0;
    const keep = (sent) => {
      waiting = 0;
      if (key !== keyOf(form)) { // a script has created or saved the draft: a newer version
        store.removeItem(key);
        key = keyOf(form);
        here.add(key);
      }
      write(key, { before, values: take(form), sent });
    };
    if (!entry) store.removeItem(key);
    else if (refused) keep(false);
    else if (!same(shown, entry.values)) {
      put(form, entry.values);
      notice(form, () => { clearTimeout(waiting); waiting = 0; put(form, shown); store.removeItem(key); });
    }
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keep, 400, false); });
    form.addEventListener("submit", () => { clearTimeout(waiting); keep(true); });
    window.addEventListener("pagehide", () => { if (waiting) keep(false); });
  });

  // The page after submission is not an error page, so the form was saved.
  const kept = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  if (!document.body.hasAttribute("data-not-saved")) {
    kept().filter((key) => !here.has(key) && read(key).sent).forEach((key) => store.removeItem(key));
  }
  document.querySelectorAll("form[data-forget]").forEach((form) => {
    form.addEventListener("submit", () => kept().forEach((key) => store.removeItem(key)));
  });
})();
