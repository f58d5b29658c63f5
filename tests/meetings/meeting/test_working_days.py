"""Working days, on which something may be proposed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from meetings.meeting.participant import PreparationStep
from meetings.meeting.working_days import is_working_day


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1), date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17),
        date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2026, 11, 14),
        date(2026, 11, 15),
    ],
    ids=str,
)  # fmt: skip
def test_weekends_and_holidays_are_no_working_days(day):
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2027, 4, 23), date(2026, 11, 13), date(2027, 3, 30)], ids=str)
def test_store_bededag_is_abolished_and_other_days_are_working_days(day):
    assert is_working_day(day)


def test_a_preparation_is_proposed_on_the_last_working_day():
    """Three weeks before 21 January are New Year's Eve, and before that is the day before."""
    meeting = datetime(2027, 1, 21, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert PreparationStep(weeks_before=3).proposed_on(meeting) == date(2026, 12, 30)
    assert PreparationStep(weeks_before=2).proposed_on(meeting) == date(2027, 1, 7)
