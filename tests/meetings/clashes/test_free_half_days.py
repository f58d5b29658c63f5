"""Working days, and the nearest half days on which everybody is free."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from meetings.clashes.busy_times import BusyTime
from meetings.clashes.free_half_days import free_half_days
from meetings.clashes.working_days import is_working_day

HERE = ZoneInfo("Europe/Copenhagen")
LONG_AGO, IN_THE_END = datetime(2020, 1, 1, tzinfo=HERE), datetime(2040, 1, 1, tzinfo=HERE)


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


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=HERE)


def taken(begins, ends):
    return BusyTime(1, begins, ends, 1, "")


def told(begins, hours, *busy, earliest=LONG_AGO, latest=IN_THE_END):
    found = free_half_days(begins, begins + timedelta(hours=hours), busy, earliest=earliest, latest=latest)
    assert all(one.ends - one.begins == timedelta(hours=hours) for one in found)
    return [f"{one.begins.astimezone(HERE):%d.%m %H.%M}" for one in found]


def test_the_three_nearest_each_way_keep_the_chosen_hour():
    """Thursday 5 November at 9, for four hours; the weekend comes after the third before and in the days after."""
    assert told(at(5, 9), 4, taken(at(5, 9), at(5, 13))) == [
        "03.11 12.00", "04.11 09.00", "04.11 12.00", "06.11 09.00", "06.11 12.00", "09.11 09.00",
    ]  # fmt: skip


def test_what_ends_when_the_next_begins_is_free():
    busy = [taken(at(5, 9), at(5, 12))]
    assert "05.11 12.00" in told(at(5, 9), 4, *busy)
    assert "05.11 12.00" not in told(at(5, 9), 4, taken(at(5, 9), at(5, 12, 1)))


def test_an_appointment_over_noon_takes_both_half_days():
    assert not [one for one in told(at(5, 9), 4, taken(at(5, 11), at(5, 13, 30))) if one.startswith("05.11")]


def test_a_short_one_begins_where_there_is_room():
    busy = [taken(at(5, 9), at(5, 10)), taken(at(5, 12), at(5, 13))]
    assert [one for one in told(at(5, 9), 1, *busy) if one.startswith("05.11")] == ["05.11 08.00", "05.11 13.00"]


def test_a_long_one_has_no_afternoon():
    assert {one[-5:] for one in told(at(5, 8, 30), 6.5, taken(at(5, 8), at(5, 9)))} == {"08.30", "09.00"}


def test_nothing_before_now_nor_after_the_last_moment():
    assert told(at(5, 9), 4, earliest=at(4, 10), latest=at(6, 13)) == ["04.11 12.00", "05.11 12.00", "06.11 09.00"]


def test_everybody_taken_for_a_month_has_none():
    assert told(at(5, 9), 4, taken(at(1, 0, month=10), at(20, 0, month=12))) == []


def test_nine_is_nine_on_both_sides_of_the_change_of_clocks():
    """The clocks change on 25 October 2026."""
    assert told(at(23, 9, month=10), 4, taken(at(23, 8, month=10), at(23, 16, month=10)))[3:] == [
        "26.10 09.00", "26.10 12.00", "27.10 09.00",
    ]  # fmt: skip
