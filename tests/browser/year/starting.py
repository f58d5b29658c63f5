"""The year begins: one meeting for every unit, and an overview to follow them on."""

import pytest
from playwright.sync_api import Route, expect

from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.overview.views import start
from meetings.template.pages import TemplatePage
from tests.browser.windows import press
from tests.browser.year.acts import checked, follow, may_not_open, opens
from tests.browser.year.cast import Cast


def editor_starts_the_year(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    # One meeting in each request, as when there are hundreds of units: then there is progress to see.
    monkeypatch.setattr(start, "SCRIPT_SECONDS", 0.0)
    page, template = cast.at_desk(cast.editor), TemplatePage.objects.get()
    for person in (cast.leader, cast.consultant):
        may_not_open(cast.at_desk(person), f"{template.url}start/")
    opens(page, template.url)
    follow(page, "Start året")
    expect(page.get_by_role("heading", name="Der oprettes 3 møder")).to_be_visible()

    page.route("**/start/", _hold_back_what_the_script_asks)
    press(page, "Start året 2026/2027")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "1")
    checked(page)
    page.unroute("**/start/")  # which lets go of what was held back

    expect(page.get_by_role("heading", name="Året er startet", level=1)).to_be_visible()
    expect(page.get_by_text("Der er oprettet møde for alle 3 enheder")).to_be_visible()
    checked(page)
    assert sorted(MeetingPage.objects.values_list("unit__title", "state")) == [
        (unit.title, MeetingState.PLANNED) for unit in (cast.second_school, cast.school, cast.daycare)
    ]


def doing_it_again_makes_nothing_new(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.editor), f"{TemplatePage.objects.get().url}start/")
    expect(page.get_by_role("button", name="Start året")).to_have_count(0)
    assert MeetingPage.objects.count() == 3


def chef_and_consultant_see_it_on_the_overview(cast: Cast) -> None:
    """Their own area only, and nobody else has an overview."""
    for person in (cast.chef, cast.consultant):
        overview = opens(cast.at_desk(person), "/overblik/").get_by_role("table")
        for unit in (cast.school, cast.second_school):
            expect(overview.get_by_role("row", name=unit.title)).to_contain_text("Ikke indkaldt")
        expect(overview).not_to_contain_text(cast.daycare.title)
    for person in (cast.leader, cast.team, cast.staff, cast.board, cast.editor):
        may_not_open(cast.at_desk(person), "/overblik/")


def _hold_back_what_the_script_asks(route: Route) -> None:
    if route.request.is_navigation_request():
        route.fallback()
