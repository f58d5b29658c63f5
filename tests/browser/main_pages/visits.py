"""The main pages, and who uses each of them most."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from accounts.roles import Role
from tests.browser.conftest import OpenWindow
from tests.leaks.stage import Stage


def main_pages(open_window: OpenWindow, stage: Stage, **options: Any) -> Iterator[tuple[Page, str]]:
    """Opens each main page for whoever uses it most. Yields (page, address)."""
    own = stage.own
    unit = f"/{own.unit.area.slug}/{own.unit.slug}/"
    meeting, held = f"{unit}{own.this_year.slug}/", f"{unit}{own.last_year.slug}/"
    leader = ["/", unit, meeting, f"{unit}aftaler/", f"{unit}personer/", f"{held}referat/",
              "/aftaler/", f"/aftaler/{own.agreement.pk}/", "/lederforum/", own.cleared.url, f"{own.cleared.url}vis/",
              stage.template.url, "/soeg/?q=data", "/konto/beskeder/"]  # fmt: skip
    leader += [f"{meeting}{page}/" for page in ("indkald", "bidrag", "dataplan", "afleveret", "forbered", "moede")]
    visits = {
        None: ["/", "/konto/login/", "/konto/glemt-adgangskode/"],
        own.people[Role.AGREEMENT_HOLDER]: leader,
        own.people[Role.LEADERSHIP_TEAM]: ["/", f"{meeting}bringer/"],
        own.people[Role.STAFF_REPRESENTATIVE]: ["/", meeting],
        own.people[Role.BOARD_REPRESENTATIVE]: ["/", meeting],
        own.people[Role.HEAD_OF_AREA]: ["/", "/overblik/", unit, meeting, "/aftaler/", "/lederforum/"],
        own.people[Role.CONSULTANT]: ["/", "/forberedelser/"],
        stage.wide[Role.FORUM_MEMBER]: ["/", "/lederforum/"],
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
