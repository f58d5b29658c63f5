"""The nights when the clocks change: 28 March 2027 has no half past two, 25 October 2026 has two of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meetings.meeting.agenda import agenda_of, ends_at
from meetings.meeting.forms.appointment import AppointmentForm
from tests import factories

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("begins", "times"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=HERE), ["0.30", "1.30", "4.30"]),
        (datetime(2026, 10, 25, 0, 30, tzinfo=HERE), ["0.30", "1.30", "2.30"]),
    ],
)
def test_durations_are_right_when_the_clocks_change(begins, times):
    """An agenda of three hours ends right, whatever time zone its beginning is given in."""
    agenda = [factories.agenda_item("Mål", 60), factories.agenda_item("Aftaler", 120)]
    meeting = factories.meeting(starts_at=begins, agenda=agenda)
    meeting.starts_at = begins
    items = agenda_of(meeting)
    moments = [timezone.localtime(moment) for moment in (*(item.begins for item in items), items[-1].ends)]
    assert [f"{moment.hour}.{moment.minute}" for moment in moments] == times
    assert items[-1].ends == ends_at(meeting, begins)


@pytest.mark.parametrize("day", ["2027-03-28", "2026-10-25"])
def test_a_missing_or_ambiguous_hour_is_refused(day):
    form = AppointmentForm({"day": day, "clock": "2.30", "room": ""})
    assert not form.is_valid() and form.starts_at is None
    assert form.errors == {"clock": ["Uret stilles i den time. Vælg et andet tidspunkt."]}


def test_another_time_on_the_same_day_is_accepted():
    form = AppointmentForm({"day": "2027-03-28", "clock": "9.00", "room": ""})
    assert form.is_valid() and form.starts_at == datetime(2027, 3, 28, 9, tzinfo=HERE)
