// Files that are being prepared: <div data-media-slot="key" data-media-waits="url">. Polls their progress at growing
// intervals, and replaces the slot by what a reloaded page would show: the picture, or the reason of a refusal. Nothing
// else on the page is changed, so a half-filled form stays as it is. Without this script one reloads the page.
(() => {
  const FIRST = 1000;
  const SLOWEST = 15000;
  const CLOSE = 4000; // while there is a percentage
  const waiting = () => [...document.querySelectorAll("[data-media-waits]")];
  let pause = FIRST;
  let timer = 0;

  // The page as the server renders it now, fetched once per round.
  async function fresh() {
    const response = await fetch(window.location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  }

  function put(slot, answer, page) {
    const there = page?.querySelector(`[data-media-slot="${answer.key}"]`);
    slot.removeAttribute("data-media-waits");
    if (there && !there.hasAttribute("data-media-waits")) {
      slot.replaceChildren(...there.childNodes);
      return;
    }
    const label = slot.querySelector("[data-media-label]"); // the page could not be fetched: show the text only
    if (label) label.textContent = answer.refusal ? `${answer.label}: ${answer.refusal}` : answer.label;
  }

  // Progress, where it is known. Not announced each time: screen readers can read the bar.
  function far(slot, percent) {
    const bar = slot.querySelector("[data-media-bar]");
    if (!bar) return;
    bar.hidden = !percent;
    bar.value = percent || 0;
    slot.querySelector("[data-media-percent]").textContent = percent ? `· ${percent} %` : "";
  }

  // Parts that depend on the files: <div data-media-follows="name">, such as what is missing before they can be shared.
  function follow(page) {
    document.querySelectorAll("[data-media-follows]").forEach((part) => {
      const there = page.querySelector(`[data-media-follows="${part.dataset.mediaFollows}"]`);
      if (there && !part.contains(document.activeElement)) part.replaceChildren(...there.childNodes);
    });
  }

  async function ask() {
    timer = 0;
    const slots = waiting();
    if (!slots.length) return;
    if (document.hidden) return; // continues when the page is visible
    const address = new URL(slots[0].dataset.mediaWaits, window.location.href);
    slots.forEach((slot) => address.searchParams.append("key", slot.dataset.mediaSlot));
    try {
      const response = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (response.redirected || response.status === 404) return; // signed out
      const answers = new Map((await response.json()).map((answer) => [answer.key, answer]));
      const done = slots.filter((slot) => answers.get(slot.dataset.mediaSlot)?.done);
      const page = done.length ? await fresh() : null;
      let moved = done.length > 0;
      let told = false;
      slots.forEach((slot) => {
        const answer = answers.get(slot.dataset.mediaSlot);
        if (!answer) { slot.removeAttribute("data-media-waits"); return; } // deleted meanwhile
        if (answer.done) { put(slot, answer, page); return; }
        const label = slot.querySelector("[data-media-label]");
        if (label && label.textContent !== answer.label) { label.textContent = answer.label; moved = true; }
        if (answer.percent) told = true;
        far(slot, answer.percent);
      });
      if (page) follow(page);
      document.dispatchEvent(new CustomEvent("media-states", { detail: [...answers.values()] }));
      pause = moved ? FIRST : Math.min(pause * 1.4, told ? CLOSE : SLOWEST);
    } catch {
      pause = SLOWEST; // no connection; try again later
    }
    plan();
  }

  function plan(wait = pause) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) plan(0); });
  // Sent by a script that adds slots (the contribution form), so that they are polled too.
  document.addEventListener("media-slots-added", () => { pause = FIRST; plan(); });
  plan();
})();
