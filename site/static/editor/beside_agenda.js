// In the editor of a template: puts what the meetings said beside the agenda items, and opens the item that the
// address names (#block-…-section), which may be folded and on another tab.
window.addEventListener("load", () => {
  const panel = document.querySelector("[data-beside-agenda]");
  if (!panel) return;
  openItem(document.getElementById(location.hash.slice(1)));
  showWhatWasSaid(panel);
});

function openItem(item) {
  if (!item?.matches(".w-panel")) return;
  const tab = item.closest("[role=tabpanel]");
  if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"], [href="#${tab.id}"]`)?.click();
  const toggle = item.querySelector("[data-panel-toggle]");
  if (toggle.getAttribute("aria-expanded") === "false") toggle.click();
  item.scrollIntoView();
  toggle.focus({ preventScroll: true });
}

async function showWhatWasSaid(panel) {
  const answer = await fetch(panel.dataset.besideAgenda, { credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let shown = 0;
  for (const said of page.querySelectorAll("[data-item]")) {
    const header = document.querySelector(`#block-${CSS.escape(said.dataset.item)}-section > .w-panel__header`);
    if (!header) continue;
    header.after(said);
    shown += 1;
  }
  panel.querySelector("[data-shown]").hidden = shown === 0;
}
