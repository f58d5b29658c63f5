// Asks before a page with chosen files or unsaved changes is left: <form data-guard>. Text alone is kept (keep_text.js);
// a chosen file cannot be.
(() => {
  const changed = new Set();
  document.querySelectorAll("form[data-guard]").forEach((form) => {
    form.addEventListener("change", () => changed.add(form));
    form.addEventListener("submit", () => changed.clear());
  });
  window.addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
})();
