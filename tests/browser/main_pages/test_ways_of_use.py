"""The main pages for those who use no mouse, enlarge, choose their own colours, or are troubled by motion."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import no_sideways_scrolling, wait_until_loaded
from tests.browser.main_pages.visits import main_pages
from tests.leaks.stage import Stage, set_stage

QUESTIONS = Path(__file__).with_name("ways_of_use.js").read_text()
#: A window of 1280 × 900 at 200 %.
TWICE_AS_LARGE = {"width": 640, "height": 450}


@pytest.fixture
def stage() -> Stage:
    return set_stage()


def asked(page: Page, question: str):
    """The answer of one of the functions of ways_of_use.js."""
    wait_until_loaded(page)
    if not page.evaluate("Boolean(window.waysOfUse)"):
        page.evaluate(QUESTIONS)
    return page.evaluate(f"waysOfUse.{question}()")


def test_everything_on_the_main_pages_is_reached_by_keyboard(open_window, stage):
    problems = []
    for page, address in main_pages(open_window, stage):
        for _stop in range(2 * asked(page, "begin") + 40):  # a field for a date has several
            page.keyboard.press("Tab")
            focused = page.evaluate("waysOfUse.focused()")
            if focused is None:
                break
            if focused[1]:
                problems.append(f"{address}: {focused[0]} {focused[1]}")
        else:
            problems.append(f"{address}: the focus never leaves the page")
        problems += [f"{address}: not reached: {one}" for one in asked(page, "notReached")]
    assert not problems, "\n".join(problems)


def test_the_main_pages_enlarged_in_forced_colours_and_without_motion(open_window, stage):
    options = {"viewport": TWICE_AS_LARGE, "forced_colors": "active", "reduced_motion": "reduce"}
    problems = []
    for page, address in main_pages(open_window, stage, **options):
        no_sideways_scrolling(page)
        for question in ("withoutEdge", "unseenIcons", "moving"):
            problems += [f"{address}: {question}: {one}" for one in asked(page, question)]
    assert not problems, "\n".join(problems)
