"""Front pages of everybody, and the main pages on a phone: usable by all, and never wider than the window."""

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from tests.browser.accessibility import checked
from tests.browser.main_pages.visits import main_pages
from tests.leaks.stage import Stage, set_stage


def opened(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{answer and answer.status} for {address}"
    checked(page)


@pytest.fixture
def stage() -> Stage:
    """Photos are rows here; what is shown of them is tested where their files are."""
    return set_stage()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_everybodys_front_page(open_window, stage, phone):
    for role in Role:
        page = open_window(phone=phone, user=stage.person(role))
        page.watch.allowed.add(404)
        opened(page, "/")
        page.close()


def test_the_main_pages_on_a_phone(open_window, stage):
    for page, _address in main_pages(open_window, stage, phone=True):
        checked(page)
