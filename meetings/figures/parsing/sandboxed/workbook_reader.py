"""Read the visible rows of a workbook (XLSX or ODS): a JSON request on standard input, the cells in a file.

Runs with limits on memory and time. calamine gives the values; what it leaves out (hidden parts, number formats,
errors, formulas that were never calculated) is read from the XML of the package.
"""

import datetime
import json
import os
import sys
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree

from as_seen import SheetTooLong, as_seen
from excel_remarks import excel_remarks
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
from remarks import Cell, Remarks


def main() -> None:
    question = json.load(sys.stdin)
    try:
        sheets = read_workbook(question["source"], question["most_rows"], question["most_cells"])
    except PasswordError:
        answer: dict[str, object] = {"refused": "password"}
    except SheetTooLong:
        answer = {"refused": "long"}
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, LookupError, ValueError, OSError, EOFError):
        answer = {"refused": "damaged"}
    else:
        with open(question["target"], "w", encoding="utf-8") as out:
            out.write(json.dumps(sheets))  # json.dump is four times slower: it encodes in pieces
        answer = {"sheets": len(sheets)}
    print(json.dumps(answer), flush=True)
    os._exit(0)  # without freeing every cell


def read_workbook(source: str, most_rows: int, most_cells: int) -> list[dict[str, object]]:
    workbook = CalamineWorkbook.from_path(source)
    remarks = remarks_of(zipfile.ZipFile(source))
    sheets, cells = [], 0
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet: dict[str, object] = {"name": about.name, "hidden": about.visible != SheetVisibleEnum.Visible, "rows": []}
        sheets.append(sheet)
        if sheet["hidden"]:
            continue  # hidden sheets are never read
        grid = workbook.get_sheet_by_index(number)
        rows = grid.to_python(skip_empty_area=False, nrows=most_rows + 1)
        cells += sum(map(len, rows))
        if len(rows) > most_rows or cells > most_cells:
            raise SheetTooLong
        sheet_remarks = remarks.get(about.name, Remarks())
        sheet_remarks.merged += [(*start, *end) for start, end in grid.merged_cell_ranges or []]
        sheet.update(as_seen([plain_row(row) for row in rows], sheet_remarks))
    return sheets


def plain_row(row: Iterable[object]) -> list[Cell]:
    """Return the values as text, numbers or None."""
    return [
        (int(value) if value.is_integer() and -1e15 < value < 1e15 else value) if type(value) is float else
        (value or None) if type(value) is str else plain_cell(value)
        for value in row
    ]  # fmt: skip


def plain_cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return value if isinstance(value, int) or value is None else str(value)


def remarks_of(package: zipfile.ZipFile) -> dict[str, Remarks]:
    if "xl/workbook.xml" in package.namelist():
        return dict(excel_remarks(package))
    from ods_remarks import ods_remarks

    return ods_remarks(package)


main()
