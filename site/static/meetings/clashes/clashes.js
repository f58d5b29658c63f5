// Asks at each change of a form who is busy at its time, and shows the answer in <… data-clashes="place">. A button
// "take" puts its half day into the fields. Without this script the form is sent and answers the same.
(() => {
  const forms = new Set([...document.querySelectorAll("[data-clashes]")].map((spot) => spot.closest("form")));

  async function ask(form) {
    const body = new FormData(form);
    body.set("ask", "1");
    form.turn = (form.turn || 0) + 1;
    const turn = form.turn;
    try {
      const response = await fetch(form.action, { method: "POST", body, redirect: "error" });
      if (!response.ok) return;
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      if (turn !== form.turn) return; // a later change has been asked about
      for (const spot of form.querySelectorAll("[data-clashes]")) {
        const now = answer.querySelector(`[data-clashes="${spot.dataset.clashes}"]`);
        spot.replaceChildren(...(now ? now.children : []));
      }
    } catch {
      // The form itself asks when it is sent.
    }
  }

  for (const form of forms) {
    form.addEventListener("change", () => ask(form));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=take]");
      if (!button) return;
      event.preventDefault();
      const values = [...new URLSearchParams(button.value)];
      for (const [name, value] of values) form.elements[name].value = value;
      form.elements[values[0][0]].focus();
      ask(form);
    });
  }
})();
