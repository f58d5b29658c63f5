"""Front pages of everybody, and the main pages on a phone: usable by all, and never wider than the window."""

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from tests.browser.accessibility import checked
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


def main_pages(open_window, stage, **options):
    """Opens each main page for whoever uses it most. Yields (page, address)."""
    own = stage.own
    unit = f"/{own.unit.area.slug}/{own.unit.slug}/"
    meeting, held = f"{unit}{own.this_year.slug}/", f"{unit}{own.last_year.slug}/"
    leader = ["/", unit, meeting, f"{meeting}indkald/", f"{meeting}bidrag/", f"{meeting}dataplan/",
              f"{meeting}afleveret/", f"{held}referat/", f"{unit}aftaler/", f"{unit}personer/", "/aftaler/",
              f"/aftaler/{own.agreement.pk}/", "/lederforum/", own.cleared.url, f"{own.cleared.url}vis/",
              stage.template.url]  # fmt: skip
    visits = {
        None: ["/", "/konto/login/", "/konto/glemt-adgangskode/"],
        own.people[Role.AGREEMENT_HOLDER]: leader,
        own.people[Role.STAFF_REPRESENTATIVE]: ["/", meeting],
        own.people[Role.HEAD_OF_AREA]: ["/", "/overblik/", unit, meeting, "/aftaler/", "/lederforum/"],
        own.people[Role.CONSULTANT]: ["/forberedelser/"],
        stage.wide[Role.ADMINISTRATOR]: ["/personer/", "/drift/"],
        stage.wide[Role.CENTRAL_EDITOR]: ["/skabeloner/", "/skabeloner/importer/", stage.template.url],
    }
    for person, addresses in visits.items():
        page = open_window(user=person, **options)
        page.watch.allowed.add(404)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None and answer.status == 200, f"{answer and answer.status} for {address}"
            yield page, address
        page.close()
