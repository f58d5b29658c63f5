"""The nearest half days on which everybody is free."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from meetings.clashes.busy_times import BusyTime
from meetings.clashes.free_half_days import free_half_days

HERE = ZoneInfo("Europe/Copenhagen")
LONG_AGO, IN_THE_END = datetime(2020, 1, 1, tzinfo=HERE), datetime(2040, 1, 1, tzinfo=HERE)


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=HERE)


def busy_from(begins, ends):
    return BusyTime(1, begins, lambda: ends, 1, "")


def told(begins, hours, *busy, earliest=LONG_AGO, latest=IN_THE_END):
    found = free_half_days(begins, begins + timedelta(hours=hours), busy, earliest=earliest, latest=latest)
    assert all(one.ends - one.begins == timedelta(hours=hours) for one in found)
    return [f"{one.begins.astimezone(HERE):%d.%m %H.%M}" for one in found]


def test_the_three_nearest_each_way_keep_the_chosen_hour():
    """Thursday 5 November at 9, for four hours; the weekend comes after the third before and in the days after."""
    assert told(at(5, 9), 4, busy_from(at(5, 9), at(5, 13))) == [
        "03.11 12.00", "04.11 09.00", "04.11 12.00", "06.11 09.00", "06.11 12.00", "09.11 09.00",
    ]  # fmt: skip


def test_what_ends_when_the_next_begins_is_free():
    busy = [busy_from(at(5, 9), at(5, 12))]
    assert "05.11 12.00" in told(at(5, 9), 4, *busy)
    assert "05.11 12.00" not in told(at(5, 9), 4, busy_from(at(5, 9), at(5, 12, 1)))


def test_an_appointment_over_noon_takes_both_half_days():
    assert not [one for one in told(at(5, 9), 4, busy_from(at(5, 11), at(5, 13, 30))) if one.startswith("05.11")]


def test_a_short_one_begins_where_there_is_room():
    busy = [busy_from(at(5, 9), at(5, 10)), busy_from(at(5, 12), at(5, 13))]
    assert [one for one in told(at(5, 9), 1, *busy) if one.startswith("05.11")] == ["05.11 08.00", "05.11 13.00"]


def test_a_long_one_has_no_afternoon():
    assert {one[-5:] for one in told(at(5, 8, 30), 6.5, busy_from(at(5, 8), at(5, 9)))} == {"08.30", "09.00"}


def test_nothing_before_now_nor_after_the_last_moment():
    assert told(at(5, 9), 4, earliest=at(4, 10), latest=at(6, 13)) == ["04.11 12.00", "05.11 12.00", "06.11 09.00"]


def test_who_is_busy_every_day_for_a_month_has_none():
    days = [at(5, 8) + timedelta(days=number) for number in range(-30, 31)]
    assert told(at(5, 9), 4, *(busy_from(day, day + timedelta(hours=9)) for day in days)) == []


def test_only_the_ends_of_times_on_the_days_looked_at_are_asked_for():
    asked = []
    days = [at(5, 9) + timedelta(days=number) for number in range(-28, 29)]
    told(at(5, 9), 4, *(BusyTime(1, day, lambda day=day: asked.append(day) or day, 1, "") for day in days))
    assert 0 < len(asked) < 12


def test_nine_is_nine_on_both_sides_of_the_change_of_clocks():
    """The clocks change on 25 October 2026."""
    assert told(at(23, 9, month=10), 4, busy_from(at(23, 8, month=10), at(23, 16, month=10)))[3:] == [
        "26.10 09.00", "26.10 12.00", "27.10 09.00",
    ]  # fmt: skip
