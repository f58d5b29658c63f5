"""CPR numbers are found however they are written, and other long numbers are not.

No number here belongs to anybody: the last four digits are made up and fail the modulus 11 check."""

import itertools
import logging
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foundation import cpr
from tests.growth import grows_with_its_length

WRITTEN = [
    "120315-1234",
    "1203151234",
    "120315 1234",
    "120315\u00a01234",
    "120315\u20131234",
    "120315 - 1234",
    "120315 \u2014 1234",
    "120315\u22121234",
    "120315-\n1234",
    "120315.1234",
    "120315_1234",
    "120315/1234",
    "12.03.15-1234",
    "12.03.15 1234",
    "12/03/15-1234",
    "12-03-15-1234",
    "12 03 15 1234",
    "12 03 15 12 34",
    "1 2 0 3 1 5 1 2 3 4",
    "1 2 0 3 1 5 - 1 2 3 4",
    "12031 51234",
    "120315\u00ad1234",
    "120315\u200b-\u200b1234",
    "\uff11\uff12\uff10\uff13\uff11\uff15\uff0d\uff11\uff12\uff13\uff14",
    "\u0661\u0662\u0660\u0663\u0661\u0665-\u0661\u0662\u0663\u0664",
]

SURROUNDED = ["%s", "Emil (%s) tegnede.", "cpr%s.", "3 børn, %s; 7", "%s\n", "side\t%s\t12", "_%s.pdf"]

NOT_ONE = [
    "20 12 34 56",  # a telephone number
    "+45 20 12 34 56",
    "4520123456",
    "+31 12 03 15 12 34",
    "20123456 / 30123456",
    "Ring 20 12 34 56 eller 30 12 34 56",
    "20 12 10 56 30 12 34 56",  # two, beside each other
    "5790001203151",  # EAN
    "5790 0012 0315 1",
    "12.03.2026",
    "12.03.26 kl. 9.30",
    "12.03.26 12.30",
    "12.03.26 12:30",
    "2026-03-12 12:30:45",
    "IMG_20260312_123045.jpg",
    "20260312-1230",
    "2026/2027",
    "1.201.201.234",
    "1 201 201 234",
    "120315,1234",
    "120315-12345",
    "1120315-1234",
    "DK50 0040 0440 1162 43",
    "310215-1234",  # no 31st of February
    "001215-1234",
    "121315-1234",
    "12 10 15\t1234",  # cells of a table
    "12\n10\n15\n1234",
    "120315\u00b91234",  # a footnote's mark is not a digit
    "",
    "\x00",
]


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("around", SURROUNDED)
def test_a_number_is_found_however_it_is_written(number: str, around: str) -> None:
    text = around % number
    (span,) = cpr.find(text)
    assert text[span.start : span.end] == number
    assert cpr.holds(text)


@pytest.mark.parametrize("text", NOT_ONE)
def test_other_long_numbers_are_not_found(text: str) -> None:
    assert cpr.find(text) == []
    assert not cpr.holds(text)
    assert cpr.masked(text) == text


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("290200-4123", True),  # 2000 was a leap year
        ("290200-1123", False),  # 1900 was not
        ("290236-9123", True),  # 2036
        ("290237-9123", False),  # 1937
        ("290256-5123", True),  # 2056
        ("290260-5123", True),  # 1860
        ("290258-8123", False),  # 1858
    ],
)
def test_the_seventh_digit_gives_the_century(number: str, is_one: bool) -> None:
    assert cpr.holds(number) is is_one


def test_a_cell_that_lost_its_leading_zero_is_found() -> None:
    assert cpr.holds_in_cell(103151234)
    assert cpr.holds_in_cell(1203151234.0)
    assert cpr.holds_in_cell("0103151234")
    assert not cpr.holds_in_cell(103151234.5)
    assert not cpr.holds_in_cell(20123456)
    assert not cpr.holds_in_cell(date(2015, 3, 12))
    assert not cpr.holds_in_cell(None)
    assert not cpr.holds_in_cell(True)
    assert not cpr.holds_in_cell(float("inf"))
    assert not cpr.holds_in_cell(float("nan"))


@pytest.mark.parametrize("cell", [103151234, 1203151234.0, "Emil 120315-1234", "120315\u20131234", "\uff11203151234"])
def test_a_number_is_found_in_one_of_many_cells(cell: object) -> None:
    around = ["4. årgang i Søndre Skole", None, 12, 7.5, "120315-"]
    assert cpr.holds_in_cells([*around, cell, *around])


def test_two_cells_make_no_number_together() -> None:
    assert not cpr.holds_in_cells(["hold 120315-", "1234 elever", "4. klasse 1", "203151234", 120315, 1234])


def test_two_numbers_are_found_and_the_other_text_is_not_masked() -> None:
    text = "Emil 120315-1234 og Ida 0103161234, 4. klasse"
    assert len(cpr.find(text)) == 2
    assert cpr.masked(text) == "Emil ••••••-•••• og Ida ••••••••••, 4. klasse"


def test_adjacent_numbers_are_both_found() -> None:
    assert len(cpr.find("120315-1234 130315-1234")) == 2
    assert len(cpr.find("2 120315-1234 3")) == 1


BIRTHDAYS = st.dates(min_value=date(1937, 1, 1), max_value=date(1999, 12, 31))
LAST_FOUR = st.integers(min_value=0, max_value=3999).map("{:04}".format)
BETWEEN = st.sampled_from(["", "-", " ", "\u00a0", "\u2013", " - ", ".", "\u2011"])
AROUND = st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="+"), max_size=30)


@given(day=BIRTHDAYS, last=LAST_FOUR, between=BETWEEN, before=AROUND, after=AROUND)
@example(day=date(1990, 1, 1), last="0000", between="", before="-", after="-")
def test_every_day_of_birth_is_found_in_any_text(day: date, last: str, between: str, before: str, after: str) -> None:
    number = f"{day:%d%m%y}{between}{last}"
    text = before + number + after
    (span,) = cpr.find(text)
    assert text[span.start : span.end] == number
    assert last not in cpr.masked(text)[span.start : span.end]


@given(st.text())
def test_masked_text_contains_no_number_whatever_the_text(text: str) -> None:
    masked = cpr.masked(text)
    assert len(masked) == len(text)
    assert cpr.find(masked) == []
    spans = cpr.find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.text("0123456789 -.\n", max_size=60))
def test_masked_rows_of_digits_contain_no_number(text: str) -> None:
    for span in cpr.find(text):
        digits = [char for char in text[span.start : span.end] if char.isdecimal()]
        assert len(digits) == 10
    assert cpr.find(cpr.masked(text)) == []


def test_a_cpr_number_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    cpr.masked("120315-1234")
    assert caplog.text == ""


WORST = [
    "010190-1234 ",
    "0101901234 ",
    "01 01 90 1234 ",
    "0 1 0 1 9 0 1 2 3 4 ",
    "1 ",
    "010190-",
    "010190-1234\u200b",
    " ",
]


@pytest.mark.parametrize("again", WORST)
@pytest.mark.parametrize("use", [cpr.find, cpr.holds, cpr.masked])
def test_a_text_full_of_numbers_costs_what_its_length_costs(use, again):
    assert grows_with_its_length(use, lambda size: (again * size)[:size], small=20_000)


def test_numbers_that_free_each_other_are_all_found():
    text = "010190-1234 0 1 0 1 9 0 1 2 3 4 010190-1234"
    assert len(cpr.find(text)) == 3
    assert "1234" not in cpr.masked(text * 1)
