// Keyboard shortcuts that browsers' own players lack: K plays and pauses, C shows and hides captions, J and L seek like
// the arrows. Space and the arrows are left to the browser, so that they still activate the focused button. Listens on
// the document, because a film that is being prepared is added to the page later. The shortcuts act on the focused
// player, or on the only one in a focused <… data-player-here>: a slide.
(() => {
  const STEP = 5; // seconds
  const acts = {
    k: (medium) => { if (medium.paused) medium.play().catch(() => {}); else medium.pause(); },
    j: (medium) => { medium.currentTime = Math.max(0, medium.currentTime - STEP); },
    l: (medium) => { medium.currentTime = Math.min(medium.duration || 0, medium.currentTime + STEP); },
    c: (medium) => {
      const [track] = medium.textTracks;
      if (track) track.mode = track.mode === "showing" ? "hidden" : "showing";
    },
  };
  document.documentElement.dataset.playerKeys = ""; // shows the line about shortcuts under the player
  document.addEventListener("keydown", (event) => {
    const act = acts[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = () => event.target.closest("[data-player-here]")?.querySelectorAll("[data-player] :is(video, audio)");
    const medium = event.target.closest("[data-player] :is(video, audio)") || (here()?.length === 1 && here()[0]);
    if (!medium) return;
    event.preventDefault();
    act(medium);
  });
})();
