"""Run axe-core's accessibility rules on the current page."""

import contextlib
import os

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

from tests.browser.windows import DESKTOP, PHONE

OPTIONS = {
    # Its preloading would fetch our @import rules anew, from the wrong folder and against the content policy.
    "preload": False,
    # What is in order is not described: that took two thirds of the time.
    "resultTypes": ["violations"],
}

#: What fades in has little contrast until then. In a window behind another one animations may stand still.
ENDED = """Promise.race([new Promise((resolve) => setTimeout(resolve, 1500)),
    Promise.allSettled(document.getAnimations().map((one) => one.finished))]).then(() => null)"""


def wait_until_loaded(page: Page) -> None:
    """Wait for the whole document: a click returns when the next page has begun.

    Not `wait_for_load_state`, which never returns when a link became a download: the event of the page is forgotten.
    """
    for _ in range(600):
        with contextlib.suppress(Error):  # the next page begins just now
            if page.evaluate("document.readyState") == "complete":
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.url} was not loaded within half a minute")


def axe(page: Page) -> None:
    """Asserts that axe-core finds nothing at all: WCAG 2.1 AA and its best practices."""
    wait_until_loaded(page)
    assert page.evaluate("matchMedia('(scripting: enabled)').matches"), "axe never answers in a window without scripts"
    page.evaluate(ENDED)
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("async (options) => (await axe.run(options)).violations", OPTIONS)
    told = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        + "\n".join(f"    {node['html'][:300]}\n    {node['failureSummary']}" for node in rule["nodes"][:5])
        for rule in violations
    ]
    assert not told, f"axe on {page.url}:\n" + "\n".join(told)


def no_sideways_scrolling(page: Page) -> None:
    """A phone's window is never wider than the phone (WCAG 2.1, 1.4.10)."""
    wait_until_loaded(page)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"{page.url} is {widths[0]} px wide in a window of {widths[1]} px"


def checked(page: Page) -> None:
    """The page as it stands is accessible, and fits its window."""
    axe(page)
    no_sideways_scrolling(page)


def checked_in_both_sizes(page: Page) -> None:
    """`checked` as on a desktop and as on a phone, for half of what two windows cost."""
    own = page.viewport_size or DESKTOP
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        checked(page)
    page.set_viewport_size(own)


def shot(page: Page, name: str) -> None:
    """`checked`, and a picture of the page in the folder SHOTS when it is set."""
    checked(page)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{(page.viewport_size or {}).get('width')}.png", full_page=True)
