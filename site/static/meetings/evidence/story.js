// The pieces of a story ([data-stream]) are moved, added and taken out in place; the form sends them in their order.
// Without this script each of the buttons sends the form, and the page comes back with the story as it is then.
(() => {
  const stream = document.querySelector("[data-stream]");
  if (!stream) return;
  const form = stream.closest("form");
  const said = form.querySelector("[data-stream-said]");
  const undo = form.querySelector("[data-undo]");
  const words = stream.dataset;
  const pieces = () => [...stream.querySelectorAll("[data-piece]")];
  const placed = (piece) => words.place.replace("{place}", pieces().indexOf(piece) + 1).replace("{count}", pieces().length);
  const number = () => pieces().forEach((piece) => {
    const place = piece.querySelector("[data-place]");
    if (place.textContent !== placed(piece)) place.textContent = placed(piece);
  });
  const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  let taken = null;

  function newId() {
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function add(kind, after, id = newId()) {
    const blank = form.querySelector(`template[data-blank="${kind}"]`);
    const html = blank.innerHTML.replaceAll(blank.dataset.id, id);
    const last = stream.querySelector(":scope > [data-files]");
    if (after) after.insertAdjacentHTML("afterend", html);
    else if (last) last.insertAdjacentHTML("beforebegin", html);
    else stream.insertAdjacentHTML("beforeend", html);
    return document.getElementById(`stykke-${id}`);
  }

  function move(piece, button) {
    const way = button.value.startsWith("up") ? -1 : 1;
    const other = pieces()[pieces().indexOf(piece) + way];
    if (other) other[way < 0 ? "before" : "after"](piece);
    button.focus(); // a moved element loses it
    number();
    said.textContent = placed(piece);
    if (other) changed();
  }

  // The place where files are chosen goes below the piece; they appear before it.
  function addFiles(after) {
    const files = stream.querySelector(":scope > [data-files]");
    after.after(files);
    files.querySelector("input[name=files]").click();
  }

  function takeOut(piece) {
    const next = pieces()[pieces().indexOf(piece) + 1] || pieces()[pieces().indexOf(piece) - 1];
    const isWritten = [...piece.querySelectorAll("textarea")].some((area) => area.value.trim());
    taken = isWritten ? { piece, before: piece.nextElementSibling } : null;
    piece.remove();
    said.textContent = words.gone;
    undo.hidden = !taken;
    (taken ? undo : next?.querySelector("[name=move]"))?.focus();
    changed();
  }

  undo.addEventListener("click", () => {
    stream.insertBefore(taken.piece, taken.before?.parentNode === stream ? taken.before : null);
    undo.hidden = true;
    said.textContent = "";
    taken.piece.querySelector("textarea").focus();
    changed();
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move], button[name=add], [data-take-out]");
    if (!button) return;
    event.preventDefault();
    const piece = button.closest("[data-piece]");
    if (button.name === "move") move(piece, button);
    else if (button.hasAttribute("data-take-out")) takeOut(piece);
    else {
      button.closest("details")?.removeAttribute("open");
      const kind = button.value.split("|")[0];
      if (kind === "file") addFiles(piece);
      else add(kind, piece).querySelector("textarea").focus();
    }
  });
  new MutationObserver(number).observe(stream, { childList: true });

  // Pieces that were begun and never saved: keep_text.js keeps their text, but finds no field to put it into.
  const kept = JSON.parse(sessionStorage.getItem(`kept:${location.pathname}#${form.dataset.keep}`) || "null")?.values || {};
  for (const [name, value] of Object.entries(kept)) {
    const id = name.match(/^words-([0-9a-f-]{36})$/)?.[1];
    if (!id || !value || form.elements.namedItem(name)) continue;
    const isQuote = `${name}-who` in kept;
    const piece = add(isQuote ? "quote" : "text", null, id);
    piece.querySelector("textarea").value = value;
    if (isQuote) piece.querySelector("input[type=text]").value = kept[`${name}-who`];
  }
  number();
})();
