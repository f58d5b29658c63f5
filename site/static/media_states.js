// Files that are being prepared: <div data-media-slot="key" data-media-waits="address">. Asks how far they are, more and
// more seldom, and puts in what the page shows now: the picture, or why it was refused. Nothing else on the page is
// touched, so a half-filled form stays as it is. Without this script one loads the page again.
(() => {
  const FIRST = 1000;
  const SLOWEST = 15000;
  const CLOSE = 4000; // while a percentage is told
  const waiting = () => [...document.querySelectorAll("[data-media-waits]")];
  let pause = FIRST;
  let timer = 0;

  // The page as the server draws it now, asked for once a round.
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
    const label = slot.querySelector("[data-media-label]"); // a page that cannot be asked for again: the words must do
    if (label) label.textContent = answer.refusal ? `${answer.label}: ${answer.refusal}` : answer.label;
  }

  // How far it is, where that is known. Not read out each time: the bar says it to whoever asks.
  function far(slot, percent) {
    const bar = slot.querySelector("[data-media-bar]");
    if (!bar) return;
    bar.hidden = !percent;
    bar.value = percent || 0;
    slot.querySelector("[data-media-percent]").textContent = percent ? `· ${percent} %` : "";
  }

  // What rests on the files: <div data-media-follows="name">, for example what is missing before they can be shared.
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
    if (document.hidden) return; // goes on when somebody looks
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
      pause = SLOWEST; // the connection is away; it comes again
    }
    plan();
  }

  function plan(wait = pause) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) plan(0); });
  // A script that adds slots (the contribution form) says so, and they are asked for too.
  document.addEventListener("media-slots-added", () => { pause = FIRST; plan(); });
  plan();
})();
