// Text areas with a notation for bold, lists and links ([data-notation]): the buttons put marks around what is selected,
// and below the field stands how the text will read, as the server answers. On the document, because a page may get such
// fields later.
(() => {
  const PAUSE = 500;
  const MARKED = /\*\*|^\s*(?:[-*•]|\d+[.)])\s|https:\/\/|\]\(|@/m;
  const ITEM = { bullets: /^\s*[-*•]\s+/, numbers: /^\s*\d+[.)]\s+/ };
  const ANY_ITEM = /^\s*(?:[-*•]|\d+[.)])\s+/;
  const timers = new WeakMap();

  // Replaces a range as if it was typed, so that the browser can undo it; then selects `from` to `to` within the text.
  function put(area, start, end, text, from = 0, to = text.length) {
    area.focus();
    area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, start, end);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    area.setSelectionRange(start + from, start + to);
  }

  function chosen(area) {
    const text = area.value.slice(area.selectionStart, area.selectionEnd);
    const start = area.selectionStart + (text.length - text.trimStart().length);
    return { start, end: Math.max(start, area.selectionEnd - (text.length - text.trimEnd().length)), text: text.trim() };
  }

  function bold(area) {
    const { start, end, text } = chosen(area);
    const isBold = area.value.slice(start - 2, start) === "**" && area.value.slice(end, end + 2) === "**";
    if (isBold) put(area, start - 2, end + 2, text);
    else put(area, start, end, `**${text}**`, 2, 2 + text.length);
  }

  function link(area) {
    const { start, end, text } = chosen(area);
    const isAddress = text.startsWith("https://");
    const words = isAddress ? "" : text;
    const written = `[${words}](${isAddress ? text : "https://"})`;
    if (isAddress || !words) put(area, start, end, written, 1, 1);
    else put(area, start, end, written, written.length - 1, written.length - 1);
  }

  function list(area, kind) {
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const after = area.value.indexOf("\n", area.selectionEnd);
    const end = after < 0 ? area.value.length : after;
    const lines = area.value.slice(start, end).split("\n");
    const isList = lines.every((line) => ITEM[kind].test(line));
    const mark = (place) => (kind === "bullets" ? "- " : `${place + 1}. `);
    const text = lines.map((line, place) => (isList ? "" : mark(place)) + line.replace(ANY_ITEM, "")).join("\n");
    put(area, start, end, text, lines.length > 1 ? 0 : text.length);
  }

  document.addEventListener("click", ({ target }) => {
    const kind = target.closest?.("[data-mark]")?.dataset.mark;
    if (!kind) return;
    const area = target.closest("[data-notation]").querySelector("textarea");
    ({ bold, link }[kind] || list)(area, kind);
  });

  async function preview(area) {
    const field = area.closest("[data-notation]");
    const box = field.querySelector("[data-preview]");
    const written = area.value;
    box.hidden = !MARKED.test(written);
    if (box.hidden) return;
    try {
      const response = await fetch(field.dataset.previewUrl, {
        method: "POST", body: new URLSearchParams({ text: written }), credentials: "same-origin", redirect: "error",
        headers: { "X-CSRFToken": area.form.elements.namedItem("csrfmiddlewaretoken").value },
      });
      if (!response.ok) throw new Error();
      const html = await response.text();
      if (area.value === written) box.querySelector("[data-preview-text]").innerHTML = html;
    } catch { box.hidden = true; }
  }
  const soon = ({ target }) => {
    if (!target.matches?.("[data-notation] textarea")) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(preview, PAUSE, target));
  };
  document.addEventListener("input", soon);
  document.addEventListener("focusin", soon);
})();
