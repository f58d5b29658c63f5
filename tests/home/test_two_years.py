"""Two school years at once: the nearest unfinished meeting is the main one, the other is linked."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from home.front_page import gathering_urls
from home.main_meeting import years_of_unit
from home.unit_years import years_of
from home.year_row import with_year_columns, year_rows
from meetings.meeting import my_tasks as meeting_tasks
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.overview.overview import overview_for
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2027, 5, 20)


def meeting(unit: UnitPage, year: int, state: str, day: date | None = None, minutes: str = "") -> MeetingPage:
    starts_at = timezone.make_aware(datetime.combine(day, time(9))) if day else None
    made = factories.meeting(
        unit=unit, cycle=factories.cycle(school_year=f"{year}/{year + 1}"), state=state, starts_at=starts_at
    )
    if minutes:
        factories.minutes(meeting=made, state=minutes)
    return made


def years(unit: UnitPage, today: date = TODAY) -> tuple[str, list[str], list[str]]:
    found = years_of_unit(list(year_rows(with_year_columns(MeetingPage.objects.filter(unit=unit)))), today)
    assert found is not None
    return (
        found.leading.school_year,
        [one.school_year for one in found.later],
        [one.school_year for one in found.earlier],
    )


@pytest.fixture
def unit() -> UnitPage:
    return factories.make_unit()


@pytest.fixture
def two_years(unit: UnitPage) -> UnitPage:
    """2025/2026 is finished, 2026/2027 is ahead, 2027/2028 is started."""
    meeting(unit, 2025, MeetingState.HELD, date(2026, 5, 5), MinutesState.APPROVED)
    meeting(unit, 2026, MeetingState.INVITED, TODAY + timedelta(days=14))
    meeting(unit, 2027, MeetingState.PLANNED)
    return unit


def test_the_next_meeting_is_the_main_one(two_years: UnitPage) -> None:
    assert years(two_years) == ("2026/2027", ["2027/2028"], ["2025/2026"])


def test_the_next_year_is_the_main_one_once_minutes_are_approved(unit: UnitPage) -> None:
    meeting(unit, 2026, MeetingState.HELD, TODAY - timedelta(days=9), MinutesState.APPROVED)
    meeting(unit, 2027, MeetingState.PLANNED)
    assert years(unit) == ("2027/2028", [], ["2026/2027"])


def test_a_held_meeting_is_the_main_one_until_its_minutes_are_approved(unit: UnitPage) -> None:
    meeting(unit, 2026, MeetingState.HELD, TODAY - timedelta(days=9), MinutesState.SUBMITTED)
    meeting(unit, 2027, MeetingState.PLANNED)
    assert years(unit)[0] == "2026/2027"


def test_a_meeting_after_the_summer_is_still_the_main_one(unit: UnitPage) -> None:
    meeting(unit, 2026, MeetingState.INVITED, date(2027, 8, 20))
    meeting(unit, 2027, MeetingState.PLANNED)
    assert years(unit, date(2027, 8, 2))[0] == "2026/2027"


def test_a_meeting_without_date_is_over_with_its_school_year(unit: UnitPage) -> None:
    meeting(unit, 2025, MeetingState.PLANNED)
    meeting(unit, 2026, MeetingState.PLANNED)
    assert years(unit) == ("2026/2027", [], ["2025/2026"])


def test_the_latest_is_the_main_one_when_all_are_finished(unit: UnitPage) -> None:
    for year in (2024, 2025):
        meeting(unit, year, MeetingState.HELD, date(year + 1, 5, 5), MinutesState.APPROVED)
    assert years(unit) == ("2025/2026", [], ["2024/2025"])


def test_front_page_and_evidence_link_use_the_nearer_year(two_years: UnitPage) -> None:
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=two_years)
    (entry,) = years_of(leader, TODAY)
    assert entry["school_year"] == "2026/2027"
    assert [one["school_year"] for one in entry["beside"]] == ["2027/2028", "2025/2026"]
    (gather,) = gathering_urls(leader, TODAY)
    assert "/2026/" in gather["url"]


def test_the_unit_page_names_coming_and_earlier_years(client, two_years: UnitPage, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: TODAY)
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=two_years))
    page = client.get(f"/{two_years.area.slug}/{two_years.slug}/").content.decode()
    assert page.index("Dialogmødet 2026/2027") < page.index("Kommende år") < page.index("2027/2028")
    assert page.index("2027/2028") < page.index("Tidligere år") < page.index("2025/2026")


def test_the_board_shows_the_nearer_year_and_offers_the_other(two_years: UnitPage) -> None:
    chef = factories.user(role=Role.HEAD_OF_AREA, area=two_years.area)
    overview = overview_for(chef, today=TODAY)
    assert overview.school_year == "2026/2027" and overview.years[0] == "2027/2028"
    assert overview_for(chef, today=TODAY, school_year="2027/2028").school_year == "2027/2028"


def test_the_board_of_a_chef_does_not_wait_for_another_area(two_years: UnitPage) -> None:
    own = factories.make_unit(kind=UnitKind.DAYCARE)
    meeting(own, 2026, MeetingState.HELD, TODAY - timedelta(days=9), MinutesState.APPROVED)
    meeting(own, 2027, MeetingState.PLANNED)
    assert overview_for(factories.user(role=Role.HEAD_OF_AREA, area=own.area), today=TODAY).school_year == "2027/2028"


def test_a_unit_is_named_once_among_the_initial_meetings(two_years: UnitPage) -> None:
    for one in MeetingPage.objects.filter(unit=two_years, state__in=(MeetingState.INVITED, MeetingState.PLANNED)):
        factories.preparation_step(one)
    consultant = factories.user(role=Role.CONSULTANT, area=two_years.area)
    (task,) = meeting_tasks.tasks_for(consultant, TODAY)
    assert two_years.title in task.title and task.detail == two_years.title
    assert "/2026/" in task.url
