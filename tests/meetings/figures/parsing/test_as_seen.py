"""Only visible cells of a workbook are read: hidden rows and columns, number formats, merged cells, footnotes."""

import importlib
import re
import sys

import pytest

from meetings.figures.parsing.source import read_upload
from meetings.figures.parsing.workbook import READER
from meetings.figures.reading_report import reading_report
from tests.meetings.figures.workbooks import members_of, ods, package, upload, xlsx

sys.path.append(str(READER.parent))  # the sandboxed modules import each other by bare name
seen = importlib.import_module("number_format").number_as_shown
seen_in_ods = importlib.import_module("ods_remarks").number_of_text
TABLE = [["Klasse", "Fravær", "Antal bekymringer"], ["4.a", 5.1, 11], ["4.b", 4.3, 12], ["5.a", 3.9, 13]]


def report(data):
    return reading_report(read_upload(upload(data)))


def values(data):
    return {row["label"]: [cell["value"] for cell in row["cells"]] for row in report(data)["rows"]}


def formatted(code, *numbers):
    def form(book):
        for row in range(2, len(numbers) + 2):
            book.active.cell(row, 2).number_format = code

    return xlsx(
        ("Ark", [["Klasse", "Tal"], *([f"4.{number}", one] for number, one in enumerate(numbers))]), change=form
    )


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ('0.0"%"', 5.1, "5,1%"), ("0.0\\%", 5.1, "5,1%"), ("0.0[$%]", 5.1, "5,1%"), ("0.0%", 0.051, "5,1%"),
        ("0%", 0.469, "47%"), ("[Red]0.0%;-0.0%", -0.051, "-5,1%"), ("0.0 %;;", 0.051, "5,1 %"),
        ("0.0", 4.25, 4.3), ("#,##0", 1234.4, 1234), ("0,", 12345, 12), ("0.0,,", 1_250_000, 1.3), ("0.00", 3, 3),
        ("General", 3.14159, 3.14159), ("# ?/?", 0.5, 0.5), ("0.0E+00", 1234.5, 1234.5), ("000000-0000", 5, 5),
        ('#,##0.00 "kr."', 1234.5, "1234,50 kr."), ("[$kr.-406] 0.00", 3, "kr. 3,00"), ('"Ca. "0', 4, "Ca. 4"),
        ("0.0;(0.0)", -3, "(3,0)"), ("0;[Red]0", -3, -3), ("0_ ;-0 ", -3, -3),
        ('[<5]"<5";0', 3, "<5"), ('[<5]"<5";0', 7, 7), ('[>=100]0;[<10]0.0;"m"', 46, "m"), (";;;", 7, None),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, 0), ('0;-0;"ingen"', 0, "ingen"),
        ("0%", 1019012340, 1019012340),        ('"' * 300, 5, None), ("[" * 300, 5, None),
    ],
)  # fmt: skip
def test_a_number_is_read_in_its_number_format(code, number, expected):
    assert seen(number, code) == expected


@pytest.mark.parametrize(
    ("stored", "kind", "shown", "expected"),
    [
        ("0.051", "percentage", "5,1 %", "5,1 %"), ("0.469", "percentage", "47%", "47%"), ("5.14", "float", "5.1", 5.1),
        ("1234.56", "float", "1.235", 1235), ("1234.56", "currency", "1,234.56 kr.", "1234,56 kr."),
        ("-3.2", "float", "−3,2", -3.2), ("3", "float", "<5", "<5"), ("3", "float", "*", "*"), ("3", "float", "", None),
        ("0", "float", "-", "-"), ("3", "float", "Ca. 3", "Ca. 3"), ("-3", "float", "(3)", "(3)"),
        ("-3", "currency", "-kr. 3", "-kr. 3"),
    ],
)  # fmt: skip
def test_an_ods_number_is_read_as_its_text_shows_it(stored, kind, shown, expected):
    assert seen_in_ods(stored, kind, shown) == expected


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [('0.0"%"', 5.1, 5.1), ("0.0\\%", 4.3, 4.3), ("0.0%", 0.039, 3.9), ('0.0 "dage"', 7.25, 7.3), ("0,", 45_600, 46)],
)
def test_the_value_is_what_is_shown(code, number, expected):
    assert values(formatted(code, number)) == {"4.0": [expected]}


def test_percent_beside_plain_numbers_in_one_column():
    rows = [["Klasse", "Andel"], ["4.a", 0.073], ["4.b", 5.1], ["4.c", 1]]

    def form(book):
        for row in (2, 4):
            book.active.cell(row, 2).number_format = "0.0%"

    assert values(xlsx(("Ark", rows), change=form)) == {"4.a": [7.3], "4.b": [5.1], "4.c": [100]}


def test_a_literal_that_is_no_unit_is_a_problem():
    assert "»Ca. 5« er ikke et tal" in report(formatted('"Ca. "0', 5, 6))["problems"][0]


def hide(book):
    book.active.column_dimensions["C"].hidden = True
    book.active.row_dimensions[3].hidden = True


def folded(book):
    book.active.column_dimensions.group("C", "C", hidden=True)
    book.active.row_dimensions.group(3, 3, hidden=True)


def without_width(data):
    members = members_of(data)
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace("<sheetData>", '<cols><col min="3" max="16384" width="0" customWidth="1"/></cols><sheetData>')
    members["xl/worksheets/sheet1.xml"] = re.sub('<row r="3"', '<row r="3" ht="0" customHeight="1"', sheet)
    return package(members)


@pytest.mark.parametrize(
    "data",
    [xlsx(("Ark", TABLE), change=hide), xlsx(("Ark", TABLE), change=folded), without_width(xlsx(("Ark", TABLE)))],
    ids=["hidden", "folded", "no width"],
)
def test_hidden_rows_and_columns_are_not_read_but_reported(data):
    found = report(data)
    assert found["header"] == ["Klasse", "Fravær"]
    assert [row["label"] for row in found["rows"]] == ["4.a", "5.a"]
    assert found["problems"] == []
    assert found["notices"] == [
        "Række 3 er skjult i regnearket og er ikke læst.",
        "Kolonne C er skjult i regnearket og er ikke læst.",
    ]


@pytest.mark.parametrize(
    "said",
    [' hidden="true"', "\nhidden\n=\n'1'", ' hidden="&#49;"', ' ht="0"', ' ht="1E-3"', " ht = '.001'", '\tht="-1"'],
)
def test_a_hidden_row_is_recognised_in_any_xml_notation(said):
    """A sheet without any byte string that could hide or change something is not parsed; these must be parsed."""
    members = members_of(xlsx(("Ark", TABLE)))
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    members["xl/worksheets/sheet1.xml"] = re.sub('<row r="3"', f'<row r="3"{said}', sheet)
    assert [row["label"] for row in report(package(members))["rows"]] == ["4.a", "5.a"]


def test_hidden_content_never_leaves_the_sandboxed_process():
    source = read_upload(upload(xlsx(("Ark", [*TABLE, ["6.a", 1, "010190-1234"]]), change=hide)))
    assert "11" not in str(source.sheets[0].rows) and "4.b" not in str(source.sheets[0].rows)


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_hidden_rows_and_columns_of_an_ods_file(how):
    members = members_of(ods("Ark", TABLE))
    content = members["content.xml"].decode()
    columns = f'<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="{how}"/>'
    content = content.replace("<table:table-row>", f"{columns}<table:table-row>", 1)
    parts = content.split("<table:table-row>")
    hidden = f'<table:table-row table:visibility="{how}">'
    members["content.xml"] = "<table:table-row>".join(parts[:3]) + hidden + "<table:table-row>".join(parts[3:])
    found = report(package(members))
    assert found["header"] == ["Klasse", "Fravær"]
    assert [row["label"] for row in found["rows"]] == ["4.a", "5.a"]
    assert len(found["notices"]) == 2


def test_a_heading_merged_from_a_hidden_column_is_kept():
    def merge(book):
        book.active.merge_cells("B1:C1")
        book.active.column_dimensions["B"].hidden = True

    rows = [[None, "Fravær", None, "Trivsel"], ["Skole", 2024, 2025, 2025], ["Nord", 5.1, 4.9, 3.9]]
    assert report(xlsx(("Ark", rows), change=merge))["header"] == ["Skole", "Fravær: 2025", "Trivsel: 2025"]


def test_a_value_under_a_merged_cell_is_not_read():
    members = members_of(xlsx(("Ark", TABLE[:3])))
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    members["xl/worksheets/sheet1.xml"] = sheet.replace(
        "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="B2:C2"/></mergeCells>'
    )
    assert values(package(members)) == {"4.a": [5.1, None], "4.b": [4.3, 12]}


def test_a_superscript_footnote_is_not_a_digit():
    members = members_of(xlsx(("Ark", [["Klasse", "Fravær"], ["4.a", "HER"], ["4.b", 4.3]])))
    for name, content in members.items():
        if b"HER" in content:
            run = b'<r><t>5,1</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
            members[name] = re.sub(rb"<t[^>]*>HER</t>", run, content)
    assert values(package(members)) == {"4.a": [5.1], "4.b": [4.3]}


def test_the_cover_sheet_is_not_chosen():
    cover = ("Forside", [["Fraværsrapport", None], ["Antal skoler", 12], ["Antal elever", 4000]])
    found = report(xlsx(cover, ("Tal", TABLE), ("Kladde", TABLE), ("Skjult", TABLE, "hidden")))
    assert [one["name"] for one in found["sheets"] if one["is_read"]] == ["Tal"]
    assert found["notices"] == ["Arkene »Forside«, »Kladde« er ikke læst.", "Et skjult ark er ikke læst: Skjult."]
    found = report(xlsx(("Ark1", [["Læs mig"], ["Om tallene"]]), ("Ark2", TABLE)))
    assert [one["is_read"] for one in found["sheets"]] == [False, True]


def test_a_cell_whose_format_shows_nothing_is_reported():
    found = report(formatted(";;;", 5, 6))
    assert "Cellerne B2, B3 vises som tomme i regnearket og er ikke læst." in found["notices"]


def test_an_error_in_an_ods_file_is_reported():
    rows = [["Klasse", "Tal"], ["4.a", ('office:value-type="string" x:value-type="error" xmlns:x="urn:x"', "#DIV/0!")],
            ["4.b", 4.3]]  # fmt: skip
    assert report(ods("Ark", rows))["problems"] == [
        "Række 2, kolonne B: Regnearket viser en fejl (#DIV/0!). Ret den i filen."
    ]


def test_cells_that_an_ods_file_repeats_are_all_percent():
    percent = ('office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2"', "50 %")
    assert values(ods("Ark", [["Klasse", "A", "B"], ["4.a", percent]])) == {"4.a": [50, 50]}


def test_a_date_is_not_a_figure():
    import datetime

    found = report(xlsx(("Ark", [["Klasse", "Tal"], ["4.a", datetime.date(2026, 4, 1)], ["4.b", 4.3]])))
    assert "er en dato" in found["problems"][0]
