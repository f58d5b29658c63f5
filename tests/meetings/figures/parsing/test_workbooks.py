"""XLSX and ODS: hidden sheets, merged cells, formulas without value, and decompression bombs."""

import contextlib
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from media.ingest import sandbox
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.parse_table import parse_table
from meetings.figures.parsing.read_rows import read_rows
from meetings.figures.parsing.refusals import (
    ContainsCpr,
    DamagedFile,
    DecompressionBomb,
    NoContent,
    TableTooLong,
    UnsupportedFile,
)
from meetings.figures.parsing.source import read_upload
from tests.meetings.figures.tables import cells
from tests.meetings.figures.workbooks import members_of, ods, package, upload, xlsx

ROWS = [["Klasse", "Trivsel", "Ro"], ["4.a", 3.9, "*"], ["4.b", 4.1, None]]


def reading_of(data, number=0, **options):
    sheet = read_upload(upload(data)).sheets[number]
    return parse_table(read_rows(sheet, guess_layout(sheet, **options)))


def test_a_plain_workbook_is_read():
    assert cells(reading_of(xlsx(("Ark", ROWS))).table) == {"4.a": [3.9, "*"], "4.b": [4.1, None]}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read(state):
    source = read_upload(upload(xlsx(("Tal", ROWS), ("Elever", [["Anna", "010190-1234"]], state))))
    assert [sheet.name for sheet in source.sheets] == ["Tal"]
    assert source.hidden == ("Elever",)


def test_a_sheet_can_be_chosen():
    source = read_upload(upload(xlsx(("Forside", [["Trivsel 2026"]]), ("Tal", ROWS))))
    assert [sheet.name for sheet in source.sheets] == ["Forside", "Tal"]


def test_merged_headings_and_names():
    def merge(book):
        sheet = book.active
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A3:A4")

    rows = [[None, "Trivsel", None], ["Årgang", "Klasse", "Score"], ["4.", "a", 3], [None, "b", 4], ["5.", "a", 5]]
    reading = reading_of(xlsx(("Ark", rows), change=merge))
    assert list(cells(reading.table)) == ["4. · a", "4. · b", "5. · a"]
    assert reading.names == ("Trivsel: Score",)


def test_a_formula_without_value_is_a_problem():
    reading = reading_of(xlsx(("Ark", [["Klasse", "Trivsel"], ["4.a", "=1+2"], ["4.b", 4]])))
    assert [str(problem).split(":")[0] for problem in reading.problems] == ["Række 2, kolonne B"]
    assert "Formlen har ingen værdi" in str(reading.problems[0])


def test_an_error_in_a_cell_is_a_problem():
    def spoil(book):
        book.active["B2"] = "#DIV/0!"
        book.active["B3"] = "#N/A"

    reading = reading_of(xlsx(("Ark", [["Klasse", "Trivsel"], ["4.a", 1], ["4.b", 1], ["4.c", 1]]), change=spoil))
    assert [str(problem).split(":")[0] for problem in reading.problems] == ["Række 2, kolonne B"]


def test_numbers_shown_as_percent_are_percent():
    def percent(book):
        for row in (2, 3):
            book.active.cell(row, 2).number_format = "0.0 %"

    reading = reading_of(xlsx(("Ark", [["Klasse", "Andel"], ["4.a", 0.073], ["4.b", 1]]), change=percent))
    assert cells(reading.table) == {"4.a": [7.3], "4.b": [100]}


def test_an_ods_file_is_read():
    empty_formula = ('table:formula="of:=1+1"', "")
    rows = [["Klasse", "Trivsel", "Andel"],
            ["4.a", 3.9, ('office:value-type="percentage" office:value="0.5"', "50 %")],
            ["4.b", empty_formula, ('office:value-type="percentage" office:value="1"', "100 %")]]  # fmt: skip
    reading = reading_of(ods("Ark", rows))
    assert [str(problem).split(":")[0] for problem in reading.problems] == ["Række 3, kolonne B"]
    rows[2][1] = 4
    assert cells(reading_of(ods("Ark", rows)).table) == {"4.a": [3.9, 50], "4.b": [4, 100]}


@pytest.mark.parametrize("number", ["010190-1234", 101901234, 101901234.0, 3112991234])
def test_a_cpr_number_refuses_the_whole_workbook(number):
    with pytest.raises(ContainsCpr):
        read_upload(upload(xlsx(("Ark", [*ROWS, ["4.c", number]]))))


def bomb(size, name="xl/worksheets/sheet1.xml"):
    members = members_of(xlsx(("Ark", ROWS)))
    members[name] = b"<worksheet>" + b" " * size + b"</worksheet>"
    return package(members)


@pytest.mark.parametrize(
    "data",
    [
        bomb(31 * 1024 * 1024),
        bomb(2 * 1024 * 1024),
        bomb(2 * 1024 * 1024, "xl/media/picture.xml"),
        package({"xl/workbook.xml": "", **{f"a{number}": "" for number in range(2001)}}),
    ],
    ids=["size", "ratio", "another member", "members"],
)
def test_a_decompression_bomb_is_refused_without_unpacking(data, monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError("it was opened")

    monkeypatch.setattr(sandbox, "run_python", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert len(data) < 600_000
    with pytest.raises(DecompressionBomb):
        read_upload(upload(data))


def test_a_package_with_a_false_size_is_stopped_by_the_limits():
    """The ZIP directory states a small size; the process that unpacks it has a memory limit."""
    data = bytearray(bomb(30 * 1024 * 1024))
    size = (30 * 1024 * 1024 + len("<worksheet></worksheet>")).to_bytes(4, "little")
    assert size in data
    data = bytes(data).replace(size, (5000).to_bytes(4, "little"))
    with pytest.raises((DecompressionBomb, DamagedFile, NoContent)):
        read_upload(upload(data))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (package({"word/document.xml": "<a/>"}), UnsupportedFile),
        (package({"xl/workbook.xml": "no xml"}), DamagedFile),
        (xlsx(("Ark", ROWS))[:-200], DamagedFile),
        (xlsx(("Tom", [])), NoContent),
        (xlsx(("Skjult", ROWS, "hidden"), ("Tom", [])), NoContent),
        (xlsx(("Lang", [[1, 2, 3]] * 34_000)), TableTooLong),
    ],
    ids=["another document", "no xml", "cut off", "empty", "all hidden", "too long"],
)
def test_bad_workbooks_are_refused_with_a_message(data, error):
    with pytest.raises(error) as refusal:
        read_upload(upload(data))
    assert refusal.value.message.endswith(".")


def test_entities_are_not_expanded():
    members = members_of(xlsx(("Ark", ROWS)))
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    members["xl/worksheets/sheet1.xml"] = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "eeee">]>' + sheet
    with pytest.raises(DamagedFile):
        read_upload(upload(package(members)))


def test_no_temporary_files_remain():
    def files() -> set[Path]:
        return {path for path in settings.QUARANTINE_DIR.rglob("*") if path.is_file()}

    before = files()  # the folder's mark, when another test has made it
    for data in (xlsx(("Ark", ROWS)), bomb(2 * 1024 * 1024), b"PK\x03\x04"):
        with contextlib.suppress(DamagedFile, DecompressionBomb):
            read_upload(upload(data))
    assert files() <= before
