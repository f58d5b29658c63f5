// Shows one slide at a time. Arrows, space and page keys change slides, Home and End go to the first and last, f is full
// screen, Escape closes; on a touch screen one swipes. Before each change, and regularly, the server is asked what may
// still be shown; the rest is removed from the page. While the meeting is led on its screen the slides follow it
// (follow.js), and the time left is shown. Without this script the slides follow each other, linked by bars.
(() => {
  const show = document.querySelector("[data-show]");
  if (!show) return;
  const root = document.documentElement;
  const slides = [...show.querySelectorAll(".lr-show__slide")];
  const PATIENCE = 800; // milliseconds to wait for the answer on a slow network before changing the slide anyway
  const EVERY = 20_000;
  let now = -1;
  let turning = 0;

  // What may still be shown ---------------------------------------------------------------------------------------------

  const takeOut = (place, words) => {
    for (const medium of place.querySelectorAll("video, audio")) {
      medium.pause();
      medium.querySelectorAll("source, track").forEach((one) => one.remove());
      medium.removeAttribute("src");
      medium.load();
    }
    place.replaceChildren(document.querySelector(words).content.cloneNode(true));
    place.removeAttribute("data-key");
  };
  const keep = (shown) => {
    const allowed = new Set(shown);
    for (const place of show.querySelectorAll("[data-key]")) {
      if (place.isConnected && !allowed.has(place.dataset.key)) takeOut(place, "[data-gone]");
    }
  };
  const end = () => {
    clearInterval(asking);
    for (const slide of slides) takeOut(slide.querySelector(".lr-presentation__slide"), "[data-ended]");
  };
  let ended = false;
  const ask = async () => {
    if (ended) return;
    let answer;
    try {
      answer = await fetch(show.dataset.still, { cache: "no-store", redirect: "manual" });
    } catch {
      return; // network error: keep showing the slide
    }
    if (answer.ok) keep((await answer.json()).shown);
    else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      ended = true;
      end();
    }
  };
  const asking = setInterval(ask, EVERY);
  const soon = (asked) => Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

  // Navigation ----------------------------------------------------------------------------------------------------------

  const load = (slide) => {
    slide?.toggleAttribute("data-near", true);
    for (const picture of slide?.querySelectorAll("img") ?? []) {
      picture.loading = "eager";
      picture.decode?.().catch(() => {});
    }
  };
  const display = (wanted, { focus = true } = {}) => {
    const next = slides[wanted];
    if (!next || wanted === now) return;
    slides[now]?.querySelectorAll("video, audio").forEach((medium) => medium.pause());
    slides.forEach((slide, place) => {
      slide.toggleAttribute("data-now", place === wanted);
      slide.toggleAttribute("data-near", Math.abs(place - wanted) === 1);
    });
    root.toggleAttribute("data-turned", now >= 0);
    now = wanted;
    load(next);
    next.removeAttribute("data-near");
    load(slides[wanted + 1]);
    load(slides[wanted - 1]);
    next.querySelector(".lr-presentation__slide").scrollTop = 0;
    if (focus) next.focus({ preventScroll: true });
    history.replaceState(null, "", `#${next.id}`);
  };
  const turn = async (wanted) => {
    if (wanted < 0 || wanted >= slides.length) return;
    const mine = ++turning;
    await soon(ask());
    if (mine === turning) display(wanted);
  };
  // Repeated key presses count from the slide they lead to, not from the one still shown.
  let aim = 0;
  const step = (by) => {
    aim = Math.min(Math.max(aim + by, 0), slides.length - 1);
    if (aim !== now) turn(aim);
  };
  const go = (place) => {
    aim = place;
    turn(place);
  };
  const close = () => location.assign(show.dataset.close);
  const fill = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.());

  const keys = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), " ": () => step(1),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
    Home: () => go(0), End: () => go(slides.length - 1),
    f: fill, F: fill,
    Escape: () => { if (!document.fullscreenElement) close(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    if (event.target.closest("video, audio") && event.key !== "Escape" && !event.key.startsWith("Page")) return;
    if (event.key === " " && (event.shiftKey || event.target.closest("button, a, summary"))) return;
    // Up and down scroll in a slide that is longer than the screen.
    const text = slides[now]?.querySelector(".lr-presentation__slide");
    const rest = text ? text.scrollHeight - text.clientHeight - text.scrollTop : 0;
    if (event.key === "ArrowDown" && rest > 2) return void text.scrollBy(0, 80);
    if (event.key === "ArrowUp" && text?.scrollTop > 2) return void text.scrollBy(0, -80);
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go]");
    const place = link ? slides.findIndex((slide) => `#${slide.id}` === link.getAttribute("href")) : -1;
    if (place < 0) return;
    event.preventDefault();
    go(place);
  });

  let from = null;
  show.addEventListener("touchstart", (event) => {
    const busy = event.touches.length > 1 || event.target.closest("video, audio, table");
    from = busy ? null : { x: event.touches[0].clientX, y: event.touches[0].clientY };
  }, { passive: true });
  show.addEventListener("touchend", (event) => {
    if (!from) return;
    const across = event.changedTouches[0].clientX - from.x;
    const down = event.changedTouches[0].clientY - from.y;
    from = null;
    if (Math.abs(across) > 45 && Math.abs(across) > 1.5 * Math.abs(down)) step(across < 0 ? 1 : -1);
  }, { passive: true });

  for (const button of show.querySelectorAll("[data-fullscreen]")) {
    if (!document.fullscreenEnabled) break;
    button.hidden = false;
    button.addEventListener("click", fill);
  }

  // A meeting that is led on its screen: each press of the leader shows its item, or the contribution they chose. Between
  // two presses one may turn slides here.
  const clock = document.querySelector("[data-show-clock]");
  const minutes = JSON.parse(document.getElementById("minutes").textContent);
  let state = null;
  let since = 0;
  const tick = () => {
    const allowed = state && !state.over ? (minutes[state.item] || 0) + state.extra : 0;
    clock.hidden = !allowed;
    if (!allowed) return;
    const used = state.used + (state.runs ? (performance.now() - since) / 1000 : 0);
    const left = allowed * 60 - used;
    const words = (left < 0 ? clock.dataset.over : clock.dataset.left).replace("{minutes}", Math.ceil(Math.abs(left) / 60));
    clock.textContent = state.runs ? words : `${clock.dataset.pause} · ${words}`;
  };
  document.addEventListener("live-state", ({ detail }) => {
    const before = state;
    state = detail;
    since = performance.now();
    tick();
    if (!state || state.over || (before && before.item === state.item && before.evidence === state.evidence)) return;
    const key = state.evidence ? `[data-key="e${state.evidence}"]` : `[data-item="${state.item}"]`;
    const place = slides.findIndex((slide) => slide.querySelector(key));
    if (place >= 0) go(place);
  });
  setInterval(tick, 1000);

  // Keep the screen on while people talk.
  const stayAwake = () => { if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();

  root.classList.add("lr-showing");
  const asked = slides.findIndex((slide) => `#${slide.id}` === location.hash);
  aim = Math.max(asked, 0);
  display(aim, { focus: asked >= 0 }); // opened at a slide: focus it, so that shortcuts work at once
  window.addEventListener("hashchange", () => {
    const place = slides.findIndex((slide) => `#${slide.id}` === location.hash);
    if (place >= 0 && place !== now) go(place);
  });
})();
