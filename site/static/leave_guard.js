// Asks before a page with chosen files or unsaved changes is left: <form data-guard>. Text alone is kept (keep_text.js);
// a chosen file cannot be.
(() => {
  const changed = new Set();
  document.querySelectorAll("form[data-guard]").forEach((form) => {
    form.addEventListener("change", () => changed.add(form));
    form.addEventListener("submit", () => changed.clear());
  });
  window.addEventListener("beforeunload", (event) => {
    // A script that guards its own form takes the mark away.
    if ([...changed].some((form) => form.hasAttribute("data-guard"))) event.preventDefault();
  });
})();
