"""Common steps of people in a browser window: open, press, be refused."""

from typing import Any

from playwright.sync_api import APIResponse, Page, expect

from tests.browser.accessibility import axe, no_sideways_scrolling, wait_until_loaded
from tests.browser.windows import PHONE

WORKING = 60_000  # milliseconds: a film on a machine that is busy with other tests


#: What of a page decides whether everybody can use it: its elements in order, with what they carry, without the words.
OUTLINE = """[...document.querySelectorAll("main *")].map(one =>
    one.tagName + "." + one.className + [...one.attributes].map(said => said.name)).join()"""
_judged: set[tuple[str, bool]] = set()


def checked(page: Page) -> None:
    """The page as it stands is accessible, and fits the phone. What looks like a page before is not judged again."""
    phone = page.viewport_size == PHONE
    looks = (page.evaluate(OUTLINE), phone)
    if looks in _judged:
        return
    axe(page)
    if phone:
        no_sideways_scrolling(page)
    _judged.add(looks)


def opens(page: Page, address: str) -> Page:
    """Open the address, expect success, and check accessibility."""
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{answer and answer.status} for {address}"
    checked(page)
    return page


def may_not_open(page: Page, *addresses: str) -> None:
    """Each address, of a page or a file, answers 404."""
    for address in addresses:
        answer = page.request.get(address)
        assert answer.status == 404, f"{answer.status} for {address}"


def may_not_press(page: Page, address: str, **form: str) -> None:
    """POST what the button would send, with the window's session and CSRF token, and expect a refusal."""
    assert post(page, address, **form).status == 404, address


def post(page: Page, address: str, **form: str) -> APIResponse:
    if page.url == "about:blank":
        page.goto("/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    return page.request.post(
        address, form={**form, "csrfmiddlewaretoken": token}, headers={"Referer": page.url}, max_redirects=0
    )


def follow(page: Page, words: str) -> None:
    """The link of the page itself, not of the menu; looks at the page behind it."""
    page.get_by_role("main").get_by_role("link", name=words).first.click()
    wait_until_loaded(page)
    checked(page)


def is_told(page: Page, words: str, **fields: Any) -> None:
    """A message of the page, not its running text."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible(**fields)


def is_refused(page: Page, words: str) -> None:
    """The error summary is shown, and the input is kept."""
    expect(page.get_by_role("alert").filter(has_text=words).first).to_be_visible()
    checked(page)


def stands_at(page: Page, ending: str, **fields: Any) -> None:
    page.wait_for_url(f"**{ending}", **fields)
    checked(page)
