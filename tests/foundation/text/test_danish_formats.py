"""Dates, times and numbers in Danish form."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from foundation.text import danish_formats as forms
from tests.unbroken import unbroken

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (forms.format_date(DAY), "12. marts 2026"),
        (forms.weekday_and_date(DAY), "torsdag den 12. marts 2026"),
        (forms.time_of_day(time(9, 0)), unbroken("kl. 9.00")),
        (forms.time_of_day(time(13, 5)), unbroken("kl. 13.05")),
        (
            forms.moment(datetime(2026, 3, 12, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))),
            unbroken("12. marts 2026 kl. 9.00"),
        ),
        (forms.moment(datetime(2026, 7, 1, 7, 30, tzinfo=UTC)), unbroken("1. juli 2026 kl. 9.30")),
        (forms.format_week(DAY), "uge 11"),
        (forms.format_percent(Decimal("6.4"), 1), "6,4\u00a0%"),
        (forms.format_percent(12), "12\u00a0%"),
        (forms.format_number(1204), "1.204"),
        (forms.format_number(0), "0"),
        (forms.format_percent(0), "0\u00a0%"),
        (forms.duration(90), "1\u00a0time 30\u00a0min."),
        (forms.duration(120), "2\u00a0timer"),
        (forms.duration(45), "45\u00a0min."),
        (forms.duration(0), "0\u00a0min."),
        (forms.school_year(2026), "2026/2027"),
        (forms.initials("Anna Bo Berg"), "AB"),
        (forms.initials("Åse"), "Å"),
        (forms.initials(""), ""),
    ],
)
def test_how_it_is_written(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DAY, "i dag"),
        (date(2026, 3, 13), "i morgen"),
        (date(2026, 3, 11), "i går"),
        (date(2026, 3, 15), "om 3 dage"),
        (date(2026, 3, 7), "for 5 dage siden"),
    ],
)
def test_how_far_away_a_day_is(day, expected):
    assert forms.days_away(day, DAY) == expected


@pytest.mark.parametrize(
    "form",
    [forms.format_date, forms.weekday_and_date, forms.time_of_day, forms.moment, forms.format_week, forms.days_away,
     forms.format_number, forms.format_percent, forms.duration, forms.school_year],
)  # fmt: skip
def test_nothing_is_written_for_nothing(form):
    assert form(None) == ""
