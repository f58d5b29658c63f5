"""The main pages on a phone, and for those who use no mouse, enlarge, choose own colours, or are troubled by motion.

Each page is opened once for all that is asked of it.
"""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.accessibility import checked, no_sideways_scrolling, wait_until_loaded
from tests.browser.main_pages.visits import main_pages
from tests.browser.windows import DESKTOP, PHONE
from tests.leaks.stage import set_stage

QUESTIONS = Path(__file__).with_name("ways_of_use.js").read_text()
#: A window of 1280 × 900 at 200 %.
TWICE_AS_LARGE = {"width": 640, "height": 450}


def asked(page: Page, question: str):
    """The answer of one of the functions of ways_of_use.js."""
    wait_until_loaded(page)
    if not page.evaluate("Boolean(window.waysOfUse)"):
        page.evaluate(QUESTIONS)
    return page.evaluate(f"waysOfUse.{question}()")


def test_the_main_pages_on_a_phone_by_keyboard_enlarged_in_forced_colours_and_without_motion(open_window):
    problems = []
    for page, address in main_pages(open_window, set_stage()):
        page.set_viewport_size(PHONE)
        checked(page)
        page.set_viewport_size(TWICE_AS_LARGE)
        page.emulate_media(forced_colors="active", reduced_motion="reduce")
        no_sideways_scrolling(page)
        for question in ("withoutEdge", "unseenIcons", "moving"):
            problems += [f"{address}: {question}: {one}" for one in asked(page, question)]
        page.set_viewport_size(DESKTOP)
        page.emulate_media(forced_colors="none", reduced_motion="no-preference")
        problems += [f"{address}: {problem}" for problem in not_by_keyboard(page)]
    assert not problems, "\n".join(problems)


def not_by_keyboard(page: Page) -> list[str]:
    """What the key Tab does not reach, or does not show the focus on."""
    problems = []
    for _stop in range(2 * asked(page, "begin") + 40):  # a field for a date has several
        page.keyboard.press("Tab")
        focused = page.evaluate("waysOfUse.focused()")
        if focused is None:
            return problems + [f"not reached: {one}" for one in asked(page, "notReached")]
        if focused[1]:
            problems.append(f"{focused[0]} {focused[1]}")
    return [*problems, "the focus never leaves the page"]
