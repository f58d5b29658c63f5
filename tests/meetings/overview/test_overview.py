"""The overview of the year: only one's own units, states as text, alphabetical order."""

import html
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements.enums import AgreementStatus
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.overview.overview import overview_for
from meetings.overview.stages import Stage
from meetings.units.enums import UnitKind
from tests import factories
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db
FOLLOWERS = [Role.HEAD_OF_AREA, Role.CONSULTANT]


@pytest.fixture
def chef():
    return factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area())


def rows(user, today, **asked):
    return overview_for(user, today=today, **asked).rows


def stage(meeting=None, minutes=None, **fields):
    unit = factories.make_unit()
    if meeting:
        made = factories.meeting(unit=unit, state=meeting, **fields)
        if minutes:
            factories.minutes(meeting=made, state=minutes)
    else:
        factories.cycle()
    return unit


@pytest.mark.parametrize(
    ("meeting", "minutes", "words", "next_step"),
    [
        (None, None, "Der er ikke noget møde endnu", "Redaktøren starter året"),
        (MeetingState.PLANNED, None, "Ikke indkaldt", "Enheden indkalder"),
        (MeetingState.INVITED, None, "Indkaldt", "Enheden samler data til mødet"),
        (MeetingState.PREPARING, None, "Under forberedelse", "Dialogmøde"),
        (MeetingState.HELD, None, "Afholdt", "Skriv referatet"),
        (MeetingState.HELD, MinutesState.DRAFT, "Referatet skrives", "Send referatet til godkendelse"),
        (MeetingState.HELD, MinutesState.SUBMITTED, "Referat til godkendelse", "Godkend referatet"),
        (MeetingState.HELD, MinutesState.APPROVED, "Referat godkendt", "Ikke noget lige nu: Der er ingen åbne aftaler"),
        (MeetingState.CANCELLED, None, "Aflyst", "Find en ny dato"),
    ],
)
def test_every_stage_has_a_label_and_a_next_step(chef, meeting, minutes, words, next_step):
    stage(meeting, minutes)
    [row] = rows(chef, timezone.localdate())
    assert (row.stage.label, row.next_step) == (words, next_step)


def test_the_date_of_a_held_meeting_is_the_day_of_the_meeting(chef):
    stage(MeetingState.HELD, on=date(2026, 9, 22), held_at=datetime(2026, 9, 25, tzinfo=UTC))
    [row] = rows(chef, date(2026, 10, 1))
    assert row.when == "Afholdt 22. september 2026"


def test_before_the_meeting_the_date_is_that_of_the_meeting(chef):
    today = date(2026, 10, 1)
    stage(MeetingState.INVITED, on=date(2026, 10, 14))
    [row] = rows(chef, today)
    assert row.when == unbroken("14. oktober 2026 kl. 9.00 (om 13 dage)")


def test_a_date_before_the_invitation_is_shown_as_planned(chef):
    stage(MeetingState.PLANNED, on=date(2026, 10, 14))
    [row] = rows(chef, date(2026, 10, 1))
    assert (row.next_step, row.when) == ("Enheden indkalder", unbroken("Planlagt til 14. oktober 2026 kl. 9.00"))


def test_after_approval_the_date_is_that_of_the_nearest_open_agreement(chef):
    unit = stage(MeetingState.HELD, MinutesState.APPROVED)
    minutes = MinutesPage.objects.get(meeting__unit=unit)
    factories.agreement(minutes=minutes, due_on=date(2027, 5, 1))
    factories.agreement(minutes=minutes, due_on=date(2027, 3, 1))
    factories.agreement(minutes=minutes, due_on=date(2027, 1, 1), status=AgreementStatus.FULFILLED)
    [row] = rows(chef, date(2027, 2, 27))
    assert (row.next_step, row.when) == ("Følg op på aftalerne", "Næste frist: 1. marts 2027 (om 2 dage)")


def test_a_meeting_whose_day_has_passed_is_to_be_reported_held(chef):
    stage(MeetingState.PREPARING, on=date(2026, 9, 29))
    [row] = rows(chef, date(2026, 10, 1))
    assert (row.next_step, row.when) == (
        "Notér, at mødet er holdt",
        unbroken("29. september 2026 kl. 9.00 (for 2 dage siden)"),
    )


def test_units_are_sorted_by_the_danish_alphabet(chef, today):
    for title in (
        "Åskolen",
        "Østskolen",
        "Ærøskolen",
        "Aabyskolen",
        "Bakkeskolen",
        "Zoneskolen",
        "enhed 10",
        "Enhed 9",
    ):
        factories.make_unit(title)
    assert [row.title for row in rows(chef, today)] == [
        "Bakkeskolen", "Enhed 9", "enhed 10", "Zoneskolen", "Ærøskolen", "Østskolen", "Aabyskolen", "Åskolen",
    ]  # fmt: skip


@pytest.mark.parametrize("role", FOLLOWERS)
def test_only_units_of_ones_own_areas_are_listed(role, today):
    school, daycare = factories.make_unit("Skolen"), factories.make_unit("Dagtilbuddet", kind=UnitKind.DAYCARE)
    factories.meeting(unit=school)
    factories.meeting(unit=daycare)
    person = factories.user(role=role, area=school.area)
    overview = overview_for(person, today=today)
    assert [row.title for row in overview.rows] == ["Skolen"]
    assert sum(int(count["label"].split()[0]) for count in overview.counts) == 1
    assert overview_for(person, today=today, area="dagtilbud").rows == []
    factories.membership(person, role, area=daycare.area)
    del person._access
    assert len(overview_for(person, today=today).rows) == 2


def test_the_overview_is_filtered_and_counted(chef, today):
    for state in (MeetingState.PLANNED, MeetingState.PLANNED, MeetingState.INVITED):
        stage(state)
    overview = overview_for(chef, today=today, stage=Stage.NOT_CONVENED)
    assert (len(overview.rows), overview.total) == (2, 3)
    assert [count["label"] for count in overview.counts] == ["2 ikke indkaldt", "1 indkaldt"]
    assert overview.counts[1]["url"] == "/overblik/?tilstand=convened"


def test_an_earlier_year_shows_only_units_with_a_meeting(chef, today):
    closed = factories.make_unit("Lukket", closed_on=today - timedelta(days=90))
    factories.meeting(unit=closed, school_year="2025/2026")
    new = factories.make_unit("Ny")
    factories.meeting(unit=new, school_year="2026/2027")
    assert [row.title for row in rows(chef, today)] == ["Ny"], "the newest year is the first one sees"
    assert [row.title for row in rows(chef, today, school_year="2025/2026")] == ["Lukket"]
    assert [row.title for row in rows(chef, today, school_year="1999/2000")] == ["Ny"]


def test_units_are_listed_before_any_year_is_started(chef, today):
    factories.make_unit()
    [row] = rows(chef, today)
    assert row.stage is Stage.NO_MEETING


def test_the_overview_page_lists_the_units(client, chef):
    unit = stage(MeetingState.INVITED)
    client.force_login(chef)
    page = html.unescape(client.get(reverse("year_overview")).content.decode())
    assert f'href="/skoler/{unit.slug}/2026/"' in page
    assert "1 indkaldt" in page and "1 enhed" in page and "Skoleåret 2026/2027" in page
    filtered = client.get(reverse("year_overview"), {"tilstand": "approved"}).content.decode()
    assert "Ingen enheder med den status" in filtered


def test_a_long_board_has_pages_that_keep_the_filters(client, chef, monkeypatch):
    monkeypatch.setattr("meetings.overview.views.overview.PAGE_SIZE", 2)
    for number in range(3):
        stage(MeetingState.INVITED, on=date(2026, 10, 14 + number))
    client.force_login(chef)
    first, second = (
        client.get(reverse("year_overview"), {"tilstand": "convened", "side": side}).content.decode() for side in (1, 2)
    )
    assert (first.count("<tr>"), second.count("<tr>")) == (3, 2)
    assert "3 enheder" in html.unescape(second) and "tilstand=convened&amp;side=2" in first


@pytest.mark.parametrize(
    "asked", [{"tilstand": "bedst"}, {"omraade": "ukendt"}, {"skoleaar": "x" * 5000}, {"tilstand": "\x00"}]
)
def test_unknown_query_parameters_are_no_error(client, chef, asked):
    factories.make_unit()
    client.force_login(chef)
    assert client.get(reverse("year_overview"), asked).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in FOLLOWERS])
def test_the_overview_is_404_for_others(client, role):
    client.force_login(factories.user(role=role))
    assert client.get(reverse("year_overview")).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse("year_overview")).status_code == 302


def test_a_chef_whose_role_has_ended_sees_nothing(client, today):
    person = factories.user()
    factories.membership(person, Role.HEAD_OF_AREA, area=factories.make_area(), ended_on=date(2020, 9, 1))
    client.force_login(person)
    assert client.get(reverse("year_overview")).status_code == 404
