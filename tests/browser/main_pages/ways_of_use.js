// What test_ways_of_use.py asks of a page. Each function returns the beginning of the elements that are wrong.
(() => {
  const told = (one) => one.outerHTML.slice(0, 160);
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const styles = (one) => [null, "::before", "::after"].map((part) => getComputedStyle(one, part));

  const REACHABLE =
    "a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select, textarea, summary, [tabindex='0']";
  const EDGED =
    ".lr-button, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [type=submit])";
  let left = new Set();

  // One of a group of radio buttons is reached for all of them.
  const group = (one) => (one.type === "radio" ? `${one.form?.action} ${one.name}` : one);

  // Begin with all that should be reached by keyboard; returns how many.
  const begin = () => {
    left = new Map([...document.querySelectorAll(REACHABLE)].filter((one) => one.tabIndex >= 0 && isSeen(one))
      .map((one) => [group(one), one]));
    return left.size;
  };

  const showsFocus = (style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";

  // Where the focus is: null outside the page, else [element, what is wrong with it there].
  const focused = () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    if (!left.delete(group(one)) && /date|time/.test(one.type)) return [told(one), ""]; // its parts show their own
    const shown = one.labels?.length && one.getBoundingClientRect().width < 10 ? one.labels[0] : one;
    const box = shown.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth)
      return [told(one), "is outside the window"];
    const around = [one, shown, one.parentElement, one.closest("label"), one.closest("li, article, tr")];
    return [told(one), around.filter(Boolean).flatMap(styles).some(showsFocus) ? "" : "shows no focus"];
  };

  const notReached = () => [...left.values()].map(told);

  const hasEdge = (one) => {
    const style = getComputedStyle(one);
    return ["Top", "Right", "Bottom", "Left"].every((side) => parseFloat(style[`border${side}Width`]) >= 1);
  };

  // Buttons and fields whose edge is a background, which forced colours remove.
  const withoutEdge = () =>
    [...document.querySelectorAll(EDGED)].filter(isSeen)
      .filter((one) => !hasEdge(one) && !hasEdge(one.parentElement)).map(told);

  const background = (one) => {
    const colour = one ? getComputedStyle(one).backgroundColor : "none";
    return one && /, 0\)$/.test(colour) ? background(one.parentElement) : colour;
  };

  // Icons drawn in the colour of what is behind them.
  const unseenIcons = () =>
    [...document.querySelectorAll("svg.lr-icon")].filter(isSeen)
      .filter((one) => getComputedStyle(one).fill === background(one.parentElement)).map((one) => told(one.parentElement));

  const milliseconds = (times) =>
    Math.max(...times.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)));

  // Everything with a transition, an animation or smooth scrolling.
  const moving = () =>
    [...document.querySelectorAll("*")].filter((one) => styles(one).some((style) =>
      style.scrollBehavior === "smooth" || milliseconds(style.transitionDuration) > 1 ||
      (style.animationName !== "none" && milliseconds(style.animationDuration) > 1))).map(told);

  window.waysOfUse = { begin, focused, notReached, withoutEdge, unseenIcons, moving };
})();
