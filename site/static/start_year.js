/* Presses "go on" by itself, batch after batch, and shows how far it is. Without this script the button does the same. */
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
        words.textContent = now.words;
        if (now.done >= now.total) {
          window.location.reload();
          return;
        }
        // A batch that made nothing would make nothing again: say why, and leave it to the person.
        if (!now.goes_on || now.done === before) {
          hint.textContent = now.problem || instead;
          button.disabled = false;
          return;
        }
      }
    } catch {
      // The button does the same the plain way, and its page says what is wrong.
      hint.textContent = instead;
      button.disabled = false;
    }
  }

  run();
})();
