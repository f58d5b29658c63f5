// Asks every second and a half what a running meeting shows now, and tells the page when that changed: the event
// "live-state" with {version, item, evidence, used, extra, runs, over}. <… data-state="url" data-version="number">.
// Where nothing changed the answer is empty (304), and before the meeting begins too (204). Slower while the page is
// hidden.
(() => {
  const root = document.querySelector("[data-state]");
  if (!root) return;
  const EVERY = 1500;
  const HIDDEN = 6000;
  const WAITING = 5000; // before the meeting begins
  const OFFLINE = 4000;
  let tag = "";
  let timer = 0;
  let asking = false;

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(ask, document.hidden ? Math.max(wait, HIDDEN) : wait);
  };

  async function ask() {
    if (asking) return;
    asking = true;
    let wait = EVERY;
    try {
      const response = await fetch(root.dataset.state, {
        cache: "no-store", redirect: "manual", headers: tag ? { "If-None-Match": tag } : {},
      });
      if (response.type === "opaqueredirect") {
        tell("live-signed-out");
        wait = 30_000;
      } else if (response.status === 204) {
        tag = "";
        tell("live-state", null);
        wait = WAITING;
      } else if (response.status === 404) { // not to be seen any more: nothing more is asked
        tell("live-gone");
        return;
      } else if (response.ok) {
        tag = response.headers.get("ETag") || "";
        tell("live-state", await response.json());
      } else if (response.status !== 304) {
        throw new Error(response.status);
      } else {
        tell("live-same");
      }
    } catch {
      tell("live-offline");
      wait = OFFLINE;
    } finally {
      asking = false;
    }
    plan(wait);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) plan(0); });
  plan(EVERY);
})();
