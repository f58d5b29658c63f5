"""Dates are in Danish time, also after midnight, at changes of daylight saving time, and on 29 February."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from home.unit_years import years_of
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.template.school_years import next_school_year, school_year_of
from meetings.units import access
from meetings.units.pages import UnitPage
from tests import factories

pytestmark = pytest.mark.django_db

#: UTC, and the day here.
MOMENTS = {
    "2026-10-24T22:30": date(2026, 10, 25),  # the clocks go back at 01:00
    "2026-10-25T00:30": date(2026, 10, 25),  # half past two
    "2026-10-25T01:30": date(2026, 10, 25),  # half past two again
    "2026-12-31T23:30": date(2027, 1, 1),
    "2027-03-28T00:59": date(2027, 3, 28),  # a minute before three
    "2027-07-31T22:30": date(2027, 8, 1),
    "2028-02-28T23:30": date(2028, 2, 29),
}
HALF_PAST_MIDNIGHT = datetime(2027, 7, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(("moment", "day"), MOMENTS.items())
def test_a_meeting_of_today_is_today_on_every_page(client: Client, school: UnitPage, moment: str, day: date) -> None:
    with time_machine.travel(datetime.fromisoformat(f"{moment}+00:00")):
        cycle = factories.cycle(school_year_of(day))
        meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED, on=day, cycle=cycle)
        client.force_login(school[Role.HEAD_OF_AREA])
        for place in ("/", "/aftaler/", "/soeg/?q=møde", school.unit.url, meeting.url):
            assert client.get(place).status_code == 200, place
        assert "(i dag)" in client.get("/overblik/").content.decode()


def test_a_new_school_year_begins_at_midnight() -> None:
    with time_machine.travel(HALF_PAST_MIDNIGHT):
        assert next_school_year([]) == "2027/2028"


def test_a_role_ends_and_a_piece_is_hidden_at_midnight(school: UnitPage, holder: User) -> None:
    meeting = factories.meeting(unit=school.unit)
    piece = factories.evidence(meeting=meeting, delete_after=date(2027, 7, 31), owner=holder)
    holder.memberships.update(ends_on=date(2027, 8, 1))  # the first day without it
    for moment, is_over in ((HALF_PAST_MIDNIGHT - timedelta(hours=1), False), (HALF_PAST_MIDNIGHT, True)):
        with time_machine.travel(moment):
            assert Evidence.objects.get(pk=piece.pk).is_past is is_over
            assert access.may_see(User.objects.get(pk=holder.pk), school.unit) is not is_over


def test_a_meeting_is_ahead_on_the_day_before(client: Client, school: UnitPage, holder: User) -> None:
    """At half past midnight its UTC time is on the day before."""
    day = date(2027, 6, 10)
    starts_at = timezone.make_aware(datetime.combine(day, time(0, 30)))
    factories.meeting(unit=school.unit, state=MeetingState.PREPARING, starts_at=starts_at)
    for today, now in ((day - timedelta(days=1), "Forbered"), (day, "Møde")):
        with time_machine.travel(timezone.make_aware(datetime.combine(today, time(12)))):
            (on_the_front_page,) = years_of(holder, today)
            client.force_login(holder)
            on_the_page_of_the_unit = client.get(school.unit.url).context["steps"]
            for steps in (on_the_front_page["steps"], on_the_page_of_the_unit):
                assert [step["label"] for step in steps if step["state"] == "current"] == [now]
