/* Submits the "continue" button batch after batch and shows the progress. Without this script one presses the button. */
(() => {
  const form = document.querySelector("[data-start-year]");
  if (!form) return;
  const bar = form.querySelector("progress");
  const words = form.querySelector("[data-words]");
  const hint = form.querySelector("[data-hint]");
  const button = form.querySelector("button");

  async function batch() {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    if (!response.ok) throw new Error("refused");
    return response.json();
  }

  async function run() {
    const instead = hint.textContent;
    button.disabled = true;
    hint.textContent = form.dataset.running;
    try {
      for (;;) {
        const before = bar.value;
        const now = await batch();
        bar.value = now.done;
        words.textContent = now.text;
        if (now.done >= now.total) {
          window.location.reload();
          return;
        }
        // A batch that created nothing would create nothing again: show why, and stop.
        if (!now.goes_on || now.done === before) {
          hint.textContent = now.problem || instead;
          button.disabled = false;
          return;
        }
      }
    } catch {
      // The button does the same without script, and its page shows the error.
      hint.textContent = instead;
      button.disabled = false;
    }
  }

  run();
})();
