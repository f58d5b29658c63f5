"""Encodings, separators, preamble, footnotes: CSV and pasted text."""

import pytest

from meetings.figures.reading.choices import ColumnRole
from meetings.figures.reading.layout import guess
from meetings.figures.reading.refusals import Damaged, FileRefused, HoldsCpr, NotFigures, NothingThere, OldExcel
from meetings.figures.reading.source import read_text, read_upload
from meetings.figures.reading.text_file import decode, separator_of
from meetings.figures.reading.understand import understand
from tests.meetings.figures.tables import cells
from tests.meetings.figures.workbooks import upload

PLAIN = "Klasse;Trivsel;Støtte\n4.a;3,9;4,1\nSkovgården;4,0;3,8\n"


def read(text, **options):
    sheet = read_text(text).sheets[0]
    return understand(sheet, guess(sheet, **options))


def table_of(text, **options):
    reading = read(text, **options)
    assert reading.table is not None, [str(problem) for problem in reading.problems]
    return cells(reading.table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_encodings(encoding):
    data = PLAIN.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert decode(data) == PLAIN
    source = read_upload(upload(data, "tal.csv"))
    assert source.sheets[0].rows[0] == ("Klasse", "Trivsel", "Støtte")
    assert source.sheets[0].rows[2][0] == "Skovgården"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n1,5;2", ";"),
        ("a\tb\n1,5\t2", "\t"),
        ("a,b\n1,2", ","),
        ("Kilde: STIL, 2025\na;b\n1,5;2,5", ";"),
        ("a,5\nb;1", ";"),
    ],
)
def test_separators(text, expected):
    assert separator_of(text) == expected


def test_a_line_that_names_the_separator():
    assert table_of('sep=,\r\nKlasse,Trivsel\r\n4.a,"3,9"\r\n') == {"4.a": [3.9]}


def test_quoted_newlines_separators_and_quotation_marks():
    assert table_of('Klasse;"Trivsel\n(gennemsnit)"\n"4.a; ""skov"""; 3,9\n') == {'4.a; "skov"': [3.9]}
    assert read('Klasse;"Trivsel\n(gennemsnit)"\n4.a;3,9\n').names == ("Trivsel (gennemsnit)",)


def test_preamble_and_footnotes_are_left_out():
    text = "Trivselsmåling 2026\nUdtrukket 1. maj\n\nKlasse;Trivsel\n4.a;3,9\n4.b;4,1\n\nKilde: STIL\n* under 5 svar\n"
    reading = read(text)
    assert cells(reading.table) == {"4.a": [3.9], "4.b": [4.1]}
    assert reading.table.corner == "Klasse"
    assert reading.notices == ("Det, der står under række 6, er ikke indlæst.",)


def test_figures_after_a_blank_line_go_on():
    assert list(table_of("K;T\n4.a;3\n\n4.b;4\n")) == ["4.a", "4.b"]


def test_years_name_columns():
    assert read(";2023;2024;2025\nSygdom;4,1;4,0;3,9\n").names == ("2023", "2024", "2025")
    assert table_of("År;Fravær\n2023;4,1\n2024;4,0\n") == {"2023": [4.1], "2024": [4.0]}


def test_a_heading_of_two_lines():
    reading = read(";Drenge;;Piger;\nKlasse;Trivsel;Ro;Trivsel;Ro\n4.a;3;4;3;4\n")
    assert reading.names == ("Drenge: Trivsel", "Drenge: Ro", "Piger: Trivsel", "Piger: Ro")


def test_long_form_becomes_wide():
    text = "Klasse;Skoleår;Fravær\n4.a;2023/2024;4,1\n4.a;2024/2025;4,3\n4.b;2023/2024;3,9\n4.b;2024/2025;*\n"
    reading = read(text)
    assert [column.name for column in reading.table.columns] == ["2023/2024", "2024/2025"]
    assert cells(reading.table) == {"4.a": [4.1, 4.3], "4.b": [3.9, "*"]}


def test_names_go_on_downwards():
    text = "Afdeling;Hold;Antal elever;Svar\nUd;A;12;10\n;B;15;9\nInd;A;11;8\n"
    assert list(table_of(text)) == ["Ud · A", "Ud · B", "Ind · A"]


def test_the_number_of_answers_is_found():
    reading = read("Klasse;Trivsel;Antal besvarelser\n4.a;3,9;21\n4.b;4,1;*\n")
    assert [str(row.count.number) for row in reading.table.rows][:1] == ["21"]
    sheet = read_text("Klasse;Trivsel;Antal besvarelser\n4.a;3,9;21\n").sheets[0]
    assert guess(sheet).roles == (ColumnRole.NAME, ColumnRole.VALUE, ColumnRole.COUNT)


def test_one_name_twice_is_named_by_row():
    reading = read("Klasse;Trivsel\n4.a;3\n4.b;4\n4.A;5\n")
    assert reading.table is None
    assert str(reading.problems[0]).startswith("Række 4: »4.A« står allerede i række 2")


def test_one_column_twice_is_named_by_letter():
    reading = read("Klasse;Trivsel;trivsel\n4.a;3;4\n")
    assert "Kolonne B og C" in str(reading.problems[0])


@pytest.mark.parametrize(
    "text",
    ["Klasse;Nr\n4.a;010190-1234\n", "Elev 0101901234\t3\n", "K;T\n4.a;3\nmail: 010190 1234;4"],
)
def test_a_cpr_number_anywhere_refuses_the_whole(text):
    with pytest.raises(HoldsCpr) as refusal:
        read_text(text)
    assert "1234" not in refusal.value.message


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NothingThere),
        (b" \r\n\r\n", NothingThere),
        (b"%PDF-1.7", NotFigures),
        (b"\x89PNG\r\n\x1a\n", NotFigures),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldExcel),
        (b"Klasse;Tal\x00\n1;2", NotFigures),
        (b"PK\x03\x04 no package", Damaged),
        (b"\xff\xfe\x00", Damaged),
        (("x" * 30_000 + ";1\n").encode(), Damaged),
        (b"a;b\n" + b"1;2\n" * 50_001, FileRefused),
    ],
)
def test_what_holds_no_figures_is_refused_in_words(data, error):
    with pytest.raises(error) as refusal:
        read_upload(upload(data, "tal.csv"))
    assert refusal.value.message.endswith(".")
