"""CSV and pasted text: encodings, separators, lines above and below the table."""

from dataclasses import replace

import pytest

from meetings.figures.parsing.choices import ColumnRole
from meetings.figures.parsing.encoding import decode
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.parse_table import parse_table
from meetings.figures.parsing.read_rows import read_rows
from meetings.figures.parsing.refusals import (
    AmbiguousComma,
    ContainsCpr,
    DamagedFile,
    FileRefused,
    NoColumns,
    NoContent,
    OldExcel,
    PasswordProtected,
    UnclosedQuotation,
    UnsupportedFile,
    WebPage,
)  # fmt: skip
from meetings.figures.parsing.separators import separator_of
from meetings.figures.parsing.source import read_pasted_text, read_upload
from tests.meetings.figures.tables import cells
from tests.meetings.figures.workbooks import upload

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = "Klasse;Trivsel;Støtte\n4.a;3,9;4,1\nSkovgården;4,0;3,8\n"


def read(text, **options):
    sheet = read_pasted_text(text).sheets[0]
    return parse_table(read_rows(sheet, guess_layout(sheet, **options)))


def table_of(text, **options):
    reading = read(text, **options)
    assert reading.table is not None, [str(problem) for problem in reading.problems]
    return cells(reading.table)


ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman", "cp850", "cp865"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_files_of_each_encoding_are_read(encoding):
    data = PLAIN.encode(encoding)
    assert decode(data) == PLAIN
    source = read_upload(upload(data, "tal.csv"))
    assert source.sheets[0].rows[0] == ("Klasse", "Trivsel", "Støtte")
    assert source.sheets[0].rows[2][0] == "Skovgården"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", ["Ærø Ø;5\n", "Café Åløkke;3\n", "Børnehuset i Gråsten;4\n", "SKOVGÅRDEN;5 \xa7\n"])
def test_the_encoding_is_guessed_from_the_letters(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "word"),
    [("Klasse;FravÃ¦r\n4.a;1", "FravÃ¦r"), ("Frav?r;b\n1;2", "Frav?r"), ("a;Skovg\ufffdrden\n1;2", "Skovg\ufffdrden"),
     ("Klasse;Fravær\n4.a;1", ""), ("Trives du?;Ja\n4.a;1", "")],
)  # fmt: skip
def test_wrongly_decoded_letters_are_reported(text, word):
    assert read_pasted_text(text).odd_word == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n1,5;2", ";"),
        ("a\tb\n1,5\t2", "\t"),
        ("a,b\n1,2", ","),
        ("Kilde: STIL, 2025\na;b\n1,5;2,5", ";"),
        ("a,5\nb;1", ";"),
        ("a|b\n1,5|2", "|"),
        ("a\tb\n1; x\t2\n3; y\t4", "\t"),
        ('a,"b; c"\n1,2', ","),
        ("Fravær 2026\na,b\n1,2\n3,4", ","),
        ("a     b     c\n4.a   3,9   5,1\n4.b   4,0   4,3", "  "),
    ],
)
def test_text_files_with_each_separator_are_read(text, expected):
    assert separator_of(text) == expected


def test_a_sep_line_sets_the_separator():
    assert table_of('sep=,\r\nKlasse,Trivsel\r\n4.a,"3,9"\r\n') == {"4.a": [3.9]}


def test_quoted_newlines_separators_and_quotation_marks():
    assert table_of('Klasse;"Trivsel\n(gennemsnit)"\n"4.a; ""skov"""; 3,9\n') == {'4.a; "skov"': [3.9]}
    assert read('Klasse;"Trivsel\n(gennemsnit)"\n4.a;3,9\n').names == ("Trivsel (gennemsnit)",)


def test_preamble_and_footnotes_are_left_out():
    text = "Trivselsmåling 2026\nUdtrukket 1. maj\n\nKlasse;Trivsel\n4.a;3,9\n4.b;4,1\n\nKilde: STIL\n* under 5 svar\n"
    reading = read(text)
    assert cells(reading.table) == {"4.a": [3.9], "4.b": [4.1]}
    assert reading.table.corner == "Klasse"
    assert reading.notices == ("Række 1–2, 8–9 er ikke læst.",)


def test_figures_after_a_blank_line_are_read():
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


def test_empty_names_are_filled_from_the_row_above():
    text = "Afdeling;Hold;Antal elever;Svar\nUd;A;12;10\n;B;15;9\nInd;A;11;8\n"
    assert list(table_of(text)) == ["Ud · A", "Ud · B", "Ind · A"]


def test_the_number_of_answers_is_found():
    reading = read("Klasse;Trivsel;Antal besvarelser\n4.a;3,9;21\n4.b;4,1;*\n")
    assert [str(row.count.number) for row in reading.table.rows][:1] == ["21"]
    sheet = read_pasted_text("Klasse;Trivsel;Antal besvarelser\n4.a;3,9;21\n").sheets[0]
    assert guess_layout(sheet).roles == (ColumnRole.NAME, ColumnRole.VALUE, ColumnRole.COUNT)


def test_a_duplicate_row_name_is_a_problem_with_its_row():
    reading = read("Klasse;Trivsel\n4.a;3\n4.b;4\n4.A;5\n")
    assert reading.table is None
    assert str(reading.problems[0]).startswith("Række 4: »4.A« står allerede i række 2")


def test_a_duplicate_column_name_is_a_problem_with_its_letter():
    reading = read("Klasse;Trivsel;trivsel\n4.a;3;4\n")
    assert "Kolonne B og C" in str(reading.problems[0])


@pytest.mark.parametrize(
    "text",
    ["Klasse;Nr\n4.a;010190-1234\n", "Elev 0101901234\t3\n", "K;T\n4.a;3\nmail: 010190 1234;4"],
)
def test_a_cpr_number_anywhere_refuses_the_whole_text(text):
    with pytest.raises(ContainsCpr) as refusal:
        read_pasted_text(text)
    assert "1234" not in refusal.value.message


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NoContent),
        (b" \r\n\r\n", NoContent),
        (b"%PDF-1.7", UnsupportedFile),
        (b"\x89PNG\r\n\x1a\n", UnsupportedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldExcel),
        (OLE + b"W\0o\0r\0k\0b\0o\0o\0k\0" + bytes(1600), OldExcel),
        (OLE + b"EncryptedPackage".replace(b"", b"\0")[1:] + bytes(1600), PasswordProtected),
        (OLE + bytes(2000), UnsupportedFile),
        (b"<html><body><table><tr><td>1</td></tr></table>", WebPage),
        ("\ufeff <!DOCTYPE html><table>".encode("utf-16"), WebPage),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", WebPage),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', WebPage),
        (b"Klasse Trivsel Frav\xe6r\n4.a 3,9 5,1\n4.b 4,0 4,3\n", NoColumns),
        (b"a       b     c\n4.a     3,9   5,1\n4.b           4,3", NoColumns),
        (b"Klasse,Frav\xe6r\n4.a,5,1\n4.b,4,3\n", AmbiguousComma),
        (b"Titel\nKlasse,Frav\xe6r\n4.a,5,1\n4.b,4\n", AmbiguousComma),
        (b'Klasse;Tal\n"4.a;5,1\n4.b;4,3\n', UnclosedQuotation),
        (bytes(range(256)), UnsupportedFile),
        (b"Klasse;Tal\x00\n1;2", UnsupportedFile),
        (b"PK\x03\x04 no package", DamagedFile),
        (b"\xff\xfe\x00", DamagedFile),
        (("x" * 30_000 + ";1\n").encode(), DamagedFile),
        (b"a;b\n" + b"1;2\n" * 50_001, FileRefused),
    ],
)
def test_a_file_without_figures_is_refused_with_a_message(data, error):
    with pytest.raises(error) as refusal:
        read_upload(upload(data, "tal.csv"))
    assert refusal.value.message.endswith(".")


LOST = "Post;Beløb\nBøger;{0}\nTure;kr. 987,00\nKopi;210,00\nI alt;2.431,50\n"


@pytest.mark.parametrize("written", ["1.234,50 kr.", "kr. 1.234,50", "1.234,50¹"])
def test_the_first_rows_are_read(written):
    assert table_of(LOST.format(written)) == {"Bøger": [1234.5], "Ture": [987], "Kopi": [210], "I alt": [2431.5]}


@pytest.mark.parametrize("written", ["ca. 5", "12/25", "5,1 (2025)", "se note", "5 ‰", "=1+2"])
def test_an_unreadable_first_row_is_a_problem_and_not_a_heading(written):
    reading = read(LOST.format(written))
    assert reading.names == ("Beløb",)
    assert [str(problem).split(":")[0] for problem in reading.problems] == ["Række 2, kolonne B"]


def test_a_first_row_without_a_figure_is_a_row():
    assert table_of("Klasse;Fravær\nIndskoling;\n1.a;5,1\nMellemtrin;\n4.a;4\n") == {
        "Indskoling": [None], "1.a": [5.1], "Mellemtrin": [None], "4.a": [4],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Antal elever;412\n\nKlasse;Fravær\n4.a;5,1\n4.b;4,3\n", [1]),
        ("Klasse;Fravær\n4.a;5,1\n\nKlasse;Trivsel\n4.a;3,9\n4.b;4,1\n", [5, 6]),
        ("Klasse;Fravær\n4.a;5,1\nKilde: STIL\nUdtræk;maj\n4.b;4,3\n", [5]),
    ],
)
def test_rows_with_figures_that_are_not_read_are_problems(text, rows):
    reading = read(text)
    assert reading.table is None
    assert [(one.line, "ikke er læst" in one.text) for one in reading.problems] == [(row, True) for row in rows]
    sheet = read_pasted_text(text).sheets[0]
    kept = parse_table(read_rows(sheet, replace(guess_layout(sheet), left_out=frozenset(rows))))
    assert kept.table is not None, "left out by a person"


def test_a_note_between_rows_is_left_out():
    text = "Klasse;Fravær\n4.a;5,1\nNote: se bilag\n4.b;4,3\nAntal svar: 412\n1) foreløbig\n"
    reading = read(text)
    assert cells(reading.table) == {"4.a": [5.1], "4.b": [4.3]}
    assert reading.notices == ("Række 3, 5–6 er ikke læst.",)


def test_a_note_with_separators_and_a_repeated_heading_are_left_out():
    text = "Klasse;Fravær\n4.a;5,1\nKlasse;Fravær\n4.b;4,3\nNote: tal fra 2025; opgjort maj\n;Kilde: STIL 2025\n"
    reading = read(text)
    assert cells(reading.table) == {"4.a": [5.1], "4.b": [4.3]}
    assert reading.notices == ("Række 3, 5–6 er ikke læst.",)


def test_english_thousands_beside_a_decimal_point_are_a_problem():
    reading = read('Skole,Elever,Snit\nNord,"1,234",3.5\n')
    assert [str(one).split(":")[0] for one in reading.problems] == ["Række 2, kolonne B"]


def test_years_name_rows_only_where_the_heading_says_so():
    assert table_of("Skole;Elever;Fravær\nNord;2010;5,1\nSyd;1995;4\n") == {"Nord": [2010, 5.1], "Syd": [1995, 4]}
    assert table_of("Skole;Kalenderår;Fravær\nNord;2010;5,1\nSyd;1995;4\n") == {"Nord · 2010": [5.1], "Syd · 1995": [4]}


def test_column_names_that_are_ranges_and_a_second_line_of_units():
    assert read("Klasse;0-4;5-9;10+\n4.a;3;4;5\n4.b;6;6;7\n").names == ("0-4", "5-9", "10+")
    assert read("Klasse;Fravær;Trivsel\n;pct.;score\n4.a;5,1;3,9\n").names == ("Fravær: pct.", "Trivsel: score")


def test_a_table_in_markdown():
    assert table_of("| Klasse | Fravær |\n|---|---:|\n| 4.a | 5,1 |\n") == {"4.a": [5.1]}


def test_cells_kept_as_text_by_a_formula():
    assert table_of('Enhedsnr.;Tal\n="0012";="5,1"\n') == {"0012": [5.1]}
