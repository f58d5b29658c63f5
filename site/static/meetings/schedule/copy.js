/* Copies the address at the press of a button. Without this script one marks the field and copies. */
(() => {
  const field = document.querySelector("[data-copy]");
  const button = document.querySelector("[data-copy-button]");
  if (!field || !button) return;
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  });
})();
