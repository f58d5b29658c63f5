"""Danish numbers, percents, and marks for suppressed and missing values."""

from dataclasses import replace
from decimal import Decimal

import pytest

from meetings.figures.parsing.choices import ColumnRole, DashMeans, LayoutChoices
from meetings.figures.parsing.headings import names_a_total
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.missing_value_marks import Mark, mark_in
from meetings.figures.parsing.parse_number import Number, read_number
from meetings.figures.parsing.parse_table import parse_table
from meetings.figures.parsing.read_rows import read_rows
from meetings.figures.parsing.sheet import Sheet, column_letters
from meetings.figures.parsing.source import read_pasted_text
from snippets.enums import Measure
from tests.meetings.figures.tables import cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", "7"), ("7,3", "7.3"), ("1.234", "1234"), ("1.234,5", "1234.5"), ("1.234.567", "1234567"),
        ("1 234", "1234"), ("1\u00a0234,5", "1234.5"), ("1\u202f234", "1234"), ("−2", "-2"), ("-2,5", "-2.5"),
        ("+3", "3"), (" 7,3 ", "7.3"), (",5", "0.5"), ("1.003", "1003"), ("7.3", "7.3"), ("0", "0"), ("007", "7"),
    ],
)  # fmt: skip
def test_danish_numbers_are_read(text, expected):
    assert read_number(text).value == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,50 kr.", "1234.5"), ("kr. 987,00", "987"), ("-kr. 3,00", "-3"), ("kr. -3", "-3"), ("250,-", "250"),
        ("5,1 dage", "5.1"), ("3 stk.", "3"), ("2,1 pct.point", "2.1"), ("2,1 procentpoint", "2.1"),
        ("24 elever", "24"),
        ("1'234", "1234"), ("1’234,5", "1234.5"), ("1,234.50", "1234.5"), ("1,234,567", "1234567"),
        ("12,345", "12.345"),
        ("5,1-", "-5.1"), ("(5,1)", "-5.1"), ("(5,1 %)", "-5.1"), ("–\u20095,1", "-5.1"), ("1\u2009234,5", "1234.5"),
        ("5,1¹", "5.1"), ("5,1 *", "5.1"), ("12 %²", "12"), ("5\u200b,1", "5.1"),
    ],
)  # fmt: skip
def test_units_signs_and_footnotes_around_a_number_are_ignored(text, expected):
    assert read_number(text).value == Decimal(expected)


@pytest.mark.parametrize("text", ["7,3 %", "7,3%", "7,3\u00a0%"])
def test_percents_are_read(text):
    number = read_number(text)
    assert number.value == Decimal("7.3")
    assert number.is_percent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.2345.6",
        "1,2,3",
        "12.34,5",
        "1.23.456",
        "7,3 mio. kr.",
        "5 ‰",
        "1/2",
        "½",
        "5-6",
        "ca. 5",
        "(12",
        "3,",
        "4.a",
        "1e5",
        "٣",
        "²",
        "1" * 20,
        "%",
        "--3",
    ],
)
def test_text_that_is_not_a_number(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("*", Mark.HIDDEN), ("..", Mark.HIDDEN), ("<5", Mark.HIDDEN), ("< 5", Mark.HIDDEN),
        ("Under 5 svar", Mark.HIDDEN), ("færre end 5", Mark.HIDDEN), ("ikke vist", Mark.HIDDEN),
        ("", Mark.MISSING), ("n/a", Mark.MISSING), ("#I/T", Mark.MISSING), ("#N/A", Mark.MISSING), (".", Mark.MISSING),
        ("-", Mark.DASH), ("–", Mark.DASH), ("#DIV/0!", Mark.ERROR), ("#REF!", Mark.ERROR), ("#VÆRDI!", Mark.ERROR),
        ("7", None), ("4.a", None),
    ],
)  # fmt: skip
def test_marks_for_missing_values_are_read(text, mark):
    assert mark_in(text) == mark


def read(text, dash=DashMeans.ASK, is_percent=False):
    sheet = read_pasted_text(text).sheets[0]
    choices = guess_layout(sheet, is_percent=is_percent)
    return parse_table(read_rows(sheet, choices if dash == DashMeans.ASK else replace(choices, dash=dash)))


def test_suppressed_and_missing_are_states_and_never_0():
    assert cells(read("K;A;B\n4.a;*;\n4.b;7;n/a\n4.c;<5;0\n").table) == {
        "4.a": ["*", None], "4.b": [7, None], "4.c": ["*", 0],
    }  # fmt: skip


def test_the_user_is_asked_what_a_dash_means():
    reading = read("K;A\n4.a;-\n4.b;7\n")
    assert reading.table is None
    assert reading.asks_dash
    assert str(reading.problems[0]).startswith("Række 2, kolonne B:")


@pytest.mark.parametrize(("dash", "expected"), [("zero", 0), ("missing", None), ("hidden", "*")])
def test_a_dash_means_what_the_user_chose(dash, expected):
    assert cells(read("K;A\n4.a;-\n4.b;7\n", DashMeans(dash)).table)["4.a"] == [expected]


@pytest.mark.parametrize("note", ["- = 0", "“-” betyder nul", "Note: - angiver 0"])
def test_a_dash_is_0_when_a_note_says_so(note):
    assert cells(read(f"K;A\n4.a;-\n4.b;7\n\n{note}\n").table)["4.a"] == [0]


def test_problems_name_row_and_column():
    reading = read("Klasse;A;B\n4.a;7;syv\n4.b;#DIV/0!;8\n")
    assert [str(problem) for problem in reading.problems] == [
        "Række 2, kolonne C: »syv« er ikke et tal.",
        "Række 3, kolonne B: Regnearket viser en fejl (#DIV/0!). Ret den i filen.",
    ]


def test_fractions_become_percents_in_a_percent_column():
    assert cells(read("K;A\n4.a;0,073\n4.b;1\n4.c;8 %\n", is_percent=True).table) == {
        "4.a": [7.3], "4.b": [100], "4.c": [8],
    }  # fmt: skip
    assert cells(read("K;A\n4.a;0,5\n4.b;3,5\n", is_percent=True).table)["4.a"] == [0.5]
    assert cells(read("K;A\n4.a;0,5\n4.b;0,7\n").table)["4.a"] == [0.5], "not every number below 1 is a share"


def test_an_ambiguous_point_is_a_problem():
    reading = read("K;A\n4.a;7.3\n4.b;1.003\n")
    assert [str(one) for one in reading.problems] == [
        "Række 3, kolonne B: »1.003« kan læses på to måder. Skriv det med decimalkomma."
    ]
    assert read("K;A\n4.a;1,234.50\n4.b;12,345\n").problems, "English in one cell, perhaps in the other"
    assert cells(read("K;A\n4.a;7.3\n4.b;4.25\n").table) == {"4.a": [7.3], "4.b": [4.25]}
    assert cells(read("K;A\n4.a;1.003\n").table) == {"4.a": [1003]}


def test_a_numeric_cell_keeps_its_value():
    sheet = Sheet("", (("K", "A"), ("4.a", 1.003), ("4.b", 0.1 + 0.2)))
    assert cells(parse_table(read_rows(sheet, guess_layout(sheet))).table) == {"4.a": [1.003], "4.b": [0.3]}


def test_a_number_of_answers_must_be_whole():
    reading = read("K;A;Antal besvarelser\n4.a;7;12,5\n")
    assert str(reading.problems[0]) == "Række 2, kolonne C: »12,5« er ikke et antal personer."


def test_rows_can_be_left_out():
    sheet = read_pasted_text("K;A\n4.a;7\nI alt;x y\n").sheets[0]
    choices = guess_layout(sheet)
    assert parse_table(read_rows(sheet, choices)).problems
    without = LayoutChoices(**{**vars(choices), "left_out": frozenset({3})})
    assert cells(parse_table(read_rows(sheet, without)).table) == {"4.a": [7]}


def test_totals_are_recognised_by_name():
    assert [row.is_total for row in read("K;A\n4.a;7\nI alt;9\nHele skolen;9\n").table.rows] == [False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        "Elev;Test\nA1;5\n",
        "UNI-login;Test\nabcd1234;5\n",
        "Navn;Test\nAnna Holm;5\nBo Kirk;4\nIda Marie Lund;3\nOle Berg;2\n",
        "Nr;Test\n" + "".join(f"48{number:03};4\n" for number in range(12)),
    ],
)
def test_rows_of_single_persons_are_warned_about(text):
    assert read(text).looks_like_persons


@pytest.mark.parametrize(
    "text",
    [
        "Klasse;Trivsel\n4.a;3\n4.b;4\n4.c;4\n5.a;3\n",
        "Tema;Score\nFaglig Trivsel;4\nSocial Trivsel;4\nRo Og Orden;3\nStøtte Og Inspiration;4\n",
        "Enhedsnr.;Fravær\n" + "".join(f"48{number:03};4\n" for number in range(12)),
        "År;Fravær\n" + "".join(f"{year};4\n" for year in range(2010, 2024)),
    ],
)
def test_rows_of_groups_are_not_warned_about(text):
    assert not read(text).looks_like_persons


def test_a_sheet_without_a_column_of_names_is_a_problem():
    sheet = read_pasted_text("K;A\n4.a;7\n").sheets[0]
    reading = parse_table(read_rows(sheet, LayoutChoices(1, 1, 2, (ColumnRole.OUT, ColumnRole.OUT))))
    assert len(reading.problems) == 2
    assert reading.table is None


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [column_letters(number) for number in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@pytest.mark.parametrize("text", ["n<5", "n < 5", "≤4", "(<5)", "1-4", "0–4"])
def test_further_marks_for_suppressed_values(text):
    assert mark_in(text) == Mark.HIDDEN


@pytest.mark.parametrize("text", ["12,5 pct.", "12,5 pct", "12,5pct", "12,5 procent"])
def test_percents_in_words_are_read(text):
    assert read_number(text) == Number(Decimal("12.5"), is_percent=True)


@pytest.mark.parametrize("name", ["Mellemtrin i alt", "Indskoling samlet", "4. årgang total"])
def test_subtotals_are_recognised_by_name(name):
    assert names_a_total(name)


MIXED = "\tPiger\t\tDrenge\t\nKlasse\tAntal\tPct.\tAntal\tPct.\n4.a\t3\t14\t18\t86\n4.b\t9\t47\t10\t53\n"


@pytest.mark.parametrize(
    ("text", "measure", "name"),
    [
        ("Klasse\tAntal bekymringer\n4.a\t3\n", Measure.SCORE, "Antal bekymringer"),
        ("Klasse\tInviterede\tTrivsel\n4.a\t23\t4,1\n", Measure.SCORE, "Inviterede"),
        (MIXED, Measure.COUNT, "Piger: Pct."),
        (MIXED, Measure.SHARE, "Drenge: Antal"),
        ("Klasse\tPiger\tDrenge\n4.a\t3\t86 %\n", Measure.COUNT, "Drenge"),
        ("Mål\t4.a\t4.b\nTrivsel\t4,1\t4,2\nAntal elever\t3\t20\n", Measure.SCORE, "Antal elever"),
    ],
)
def test_numbers_of_persons_and_percents_are_refused_in_one_table(text, measure, name):
    sheet = read_pasted_text(text).sheets[0]
    reading = parse_table(read_rows(sheet, guess_layout(sheet)), measure)
    assert reading.table is None
    assert any(f"»{name}«" in str(problem) for problem in reading.problems)


@pytest.mark.parametrize(
    ("text", "measure", "says"),
    [
        ("Klasse\tElever\n4.a\t12\n4.b\t4,5\n", Measure.COUNT, "Række 3, kolonne B: »4,5« er ikke et antal personer."),
        ("Klasse\tElever\n4.a\t-3\n", Measure.COUNT, "Række 2, kolonne B: »-3« er ikke et antal personer."),
        ("Klasse\tGlad\n4.a\t102\n", Measure.SHARE, "Række 2, kolonne B: »102« er ikke en andel"),
        ("Klasse\tGlad\n4.a\t100\n", Measure.SHARE, ""),
        ("Mål\tUdvikling\nTrivsel\t-3\n", Measure.SCORE, ""),
    ],
)
def test_a_number_must_fit_the_chosen_measure(text, measure, says):
    sheet = read_pasted_text(text).sheets[0]
    problems = " ".join(
        str(problem) for problem in parse_table(read_rows(sheet, guess_layout(sheet)), measure).problems
    )
    assert says in problems if says else not problems


def test_counted_days_are_not_numbers_of_persons():
    sheet = read_pasted_text("Klasse\tAntal fraværsdage\n4.a\t7,3\n").sheets[0]
    assert not parse_table(read_rows(sheet, guess_layout(sheet)), Measure.SCORE).problems


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Enhedsnr.;Enhed;Fravær\n1234;Nord;5,1\n1235;Syd;4,3\n", "name name value"),
        ("Skole;Afdelingsnummer;Klassetrin;Fravær\nNord;12;4;5,1\nNord;12;5;4,3\nSyd;13;4;4\n", "name name name value"),
        ("Skole;Antal svar;Inviterede;Trivsel\nNord;20;25;5,1\nSyd;19;30;4,3\n", "name count value value"),
        ("Klasse;Fravær\n4.a;se note\n4.b;5,1\n4.c;se note\n4.d;ukendt\n", "name value"),
    ],
)
def test_the_role_of_each_column_is_guessed(text, roles):
    assert " ".join(guess_layout(read_pasted_text(text).sheets[0]).roles) == roles
