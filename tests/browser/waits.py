"""Waiting for what is meant, instead of for a time."""

from collections.abc import Callable

from playwright.sync_api import Page

TRIES, PAUSE = 400, 50  # milliseconds between two tries: twenty seconds in all


def until(page: Page, happened: Callable[[], object]) -> None:
    """Asks again and again from here, because the content policy lets the browser run no strings."""
    for _try in range(TRIES):
        if happened():
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError("it did not happen within twenty seconds")


def until_kept(page: Page, text: str) -> None:
    """Until the page has put `text` away for a later visit (keep_text.js)."""
    values = "Object.keys(sessionStorage).filter((key) => key.startsWith('kept:')).map((key) => sessionStorage[key])"
    until(page, lambda: any(text in value for value in page.evaluate(values)))
