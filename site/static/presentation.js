// Keyboard shortcuts: arrows, space and page keys follow the links of the presentation; f is full screen, Escape closes.
(() => {
  const follow = (relation) => document.querySelector(`a[data-go="${relation}"]`)?.click();
  const fill = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  const keys = {
    ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next", ArrowLeft: "previous", PageUp: "previous",
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, button, a, summary, video, audio");
    if (typing && (event.key === " " || event.key === "Enter" || typing.matches("video, audio"))) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "f" || event.key === "F") fill();
    else if (event.key === "Escape" && !document.fullscreenElement) follow("close");
    else if (keys[event.key]) follow(keys[event.key]);
    else return;
    event.preventDefault();
  });
  const button = document.querySelector("[data-fullscreen]");
  if (button && document.fullscreenEnabled) {
    button.hidden = false;
    button.addEventListener("click", fill);
  }
})();
