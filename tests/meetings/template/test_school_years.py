"""Validation and calculation of school years."""

from datetime import date

import pytest

from meetings.template.school_years import (
    BadSchoolYear,
    next_school_year,
    require_school_year,
    school_year_of,
    years_named_in,
)


@pytest.mark.parametrize("year", ["2026/2027", "2000/2001"])
def test_two_consecutive_years_are_valid(year):
    require_school_year(year)


@pytest.mark.parametrize(
    "year",
    [
        "2026/2028",
        "2026-2027",
        "2026/27",
        "2026",
        "",
        "2027/2026",
        "2026/2027 ",
        "2026/2027\n",
        "٢٠٢٦/٢٠٢٧",
        "0001/0002",
    ],
)
def test_other_values_are_refused(year):
    with pytest.raises(BadSchoolYear, match="to år efter hinanden"):
        require_school_year(year)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 7, 31), "2025/2026"), (date(2026, 8, 1), "2026/2027"), (date(2027, 1, 5), "2026/2027")],
)
def test_a_school_year_begins_on_1_august(day, year):
    assert school_year_of(day) == year


def test_the_next_school_year_is_the_first_without_a_template():
    assert next_school_year([], date(2026, 10, 1)) == "2026/2027"
    assert next_school_year(["2026/2027", "2025/2026"], date(2026, 10, 1)) == "2027/2028"


def test_years_in_running_text_are_found_however_they_are_written():
    text = "efterår- forår 2021/2022, vinter 2021/22 og 2022–2023; den 12-10-2026 og 2021/25 er ikke skoleår"
    assert years_named_in(text) == ["2021/2022", "2022/2023"]
