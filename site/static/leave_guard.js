// Asks before leaving a page with chosen files or unsaved changes: <form data-guard>. Text alone is kept (keep_text.js);
// chosen files cannot be.
(() => {
  const changed = new Set();
  document.querySelectorAll("form[data-guard]").forEach((form) => {
    form.addEventListener("change", () => changed.add(form));
    form.addEventListener("submit", () => changed.clear());
  });
  window.addEventListener("beforeunload", (event) => {
    // A script that guards its own form removes the attribute.
    if ([...changed].some((form) => form.hasAttribute("data-guard"))) event.preventDefault();
  });
})();
