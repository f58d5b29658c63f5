// Keys that browsers do not give their own players: K plays and pauses, C shows and hides captions; J and L do as the
// arrows. Space and the arrows are the browser's own, so that they still press the button that has the focus. Listens
// at the document, because a film that is being prepared comes onto the page later. They act on the player that has the
// focus, or on the only one in <… data-player-here>, a part of the page that has the focus: a slide.
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
  document.documentElement.dataset.playerKeys = ""; // now the line under the player may name them
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
