"""Reads a workbook (XLSX or ODS) into plain rows: JSON on the standard input, the cells in a file beside it.

Runs with bounds on memory and time. calamine gives the values; what it leaves out (errors, formulas that were never
calculated, which numbers are shown as percent) is read from the package's own XML.
"""

import datetime
import json
import re
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

PERCENT_FORMATS = {"9", "10"}  # ECMA-376, 18.8.30: 0% and 0.00%


def main() -> None:
    question = json.load(sys.stdin)
    try:
        sheets = read(question["source"], question["most_rows"], question["most_cells"])
    except PasswordError:
        answer: dict[str, Any] = {"refused": "password"}
    except TooLong:
        answer = {"refused": "long"}
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, OSError, EOFError):
        answer = {"refused": "damaged"}
    else:
        with open(question["target"], "w", encoding="utf-8") as out:
            json.dump(sheets, out)
        answer = {"sheets": len(sheets)}
    print(json.dumps(answer))


class TooLong(Exception):
    pass


def read(source: str, most_rows: int, most_cells: int) -> list[dict[str, Any]]:
    workbook = CalamineWorkbook.from_path(source)
    package = zipfile.ZipFile(source)
    remarks = remarks_of(package)
    sheets, cells = [], 0
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet: dict[str, Any] = {"name": about.name, "hidden": about.visible != SheetVisibleEnum.Visible, "rows": []}
        sheets.append(sheet)
        if sheet["hidden"]:
            continue  # never read: what is hidden was not meant to be shown
        grid = workbook.get_sheet_by_index(number)
        rows = grid.to_python(skip_empty_area=False, nrows=most_rows + 1)
        cells += sum(map(len, rows))
        if len(rows) > most_rows or cells > most_cells:
            raise TooLong
        said = remarks.get(about.name, {})
        sheet["rows"] = without_empty_edge([[plain(value) for value in row] for row in rows], said)
        sheet["merged"] = [[*start, *end] for start, end in grid.merged_cell_ranges or []]
        sheet["percents"] = said.get("percents", [])
        sheet["uncalculated"] = said.get("uncalculated", [])
    return sheets


def plain(value: Any) -> Any:
    """Text, a number or None."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return value if isinstance(value, int | str) else str(value)


def without_empty_edge(rows: list[list[Any]], said: dict[str, Any]) -> list[list[Any]]:
    """Errors written where they stand; empty cells at the right and empty rows at the bottom cut off."""
    for row, column, text in said.get("errors", []):
        while len(rows) <= row:
            rows.append([])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        if rows[row][column] is None:
            rows[row][column] = text
    last = max([place[0] for place in said.get("uncalculated", [])], default=-1)
    while len(rows) > last + 1 and all(value is None for value in rows[-1]):
        rows.pop()
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


def remarks_of(package: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return dict(excel_remarks(package, names))
    if "content.xml" in names:
        return ods_remarks(package)
    return {}


def parsed(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Office packages have no document type; where there is one, somebody wants entities expanded."""
    require_no_doctype(package, name)
    return ElementTree.fromstring(package.read(name))  # noqa: S314  bounded process, no entities


def require_no_doctype(package: zipfile.ZipFile, name: str) -> None:
    with package.open(name) as stream:
        if b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b""):
            raise ValueError("document type")


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def excel_remarks(package: zipfile.ZipFile, names: set[str]) -> Any:
    percent_styles = styles_with_percent(package, names)
    targets = {}
    for relation in parsed(package, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for element in parsed(package, "xl/workbook.xml").iter():
        if local(element.tag) != "sheet":
            continue
        key = next((value for name, value in element.attrib.items() if local(name) == "id"), None)
        path = targets.get(key)
        if path in names and element.get("state", "visible") == "visible":
            yield element.get("name"), sheet_remarks(package, path, percent_styles)


def styles_with_percent(package: zipfile.ZipFile, names: set[str]) -> set[str]:
    if "xl/styles.xml" not in names:
        return set()
    tree = parsed(package, "xl/styles.xml")
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in tree.iter() if local(one.tag) == "numFmt"}
    percent = PERCENT_FORMATS | {key for key, code in own.items() if key and "%" in code}
    for element in tree.iter():
        if local(element.tag) == "cellXfs":
            return {str(number) for number, one in enumerate(element) if one.get("numFmtId") in percent}
    return set()


def sheet_remarks(package: zipfile.ZipFile, path: str, percent_styles: set[str]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {"errors": [], "percents": [], "uncalculated": []}
    require_no_doctype(package, path)
    with package.open(path) as stream:
        for _event, element in ElementTree.iterparse(stream):  # noqa: S314  bounded process, no entities
            if local(element.tag) == "row":
                element.clear()
            if local(element.tag) != "c" or not element.get("r"):
                continue
            place = place_of(element.get("r", ""))
            value = next((child.text for child in element if local(child.tag) == "v"), None)
            if element.get("t") == "e":
                found["errors"].append([*place, value or "#"])
            elif not value and any(local(child.tag) == "f" for child in element):
                found["uncalculated"].append(place)
            if value and element.get("s") in percent_styles:
                found["percents"].append(place)
    return found


def place_of(reference: str) -> list[int]:
    """C7 is [6, 2]."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return [int(match[2]) - 1, column - 1]


def ods_remarks(package: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    remarks: dict[str, dict[str, Any]] = {}
    name, row, column = "", 0, 0
    require_no_doctype(package, "content.xml")
    with package.open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):  # noqa: S314  as above
            tag = local(element.tag)
            said = {local(key): value for key, value in element.attrib.items()}
            if event == "start":
                if tag == "table":
                    name, row = said.get("name", ""), 0
                    remarks[name] = {"errors": [], "percents": [], "uncalculated": []}
                elif tag == "table-row":
                    column = 0
            elif tag in {"table-cell", "covered-table-cell"} and name:
                if "formula" in said and "value" not in said and not "".join(element.itertext()).strip():
                    remarks[name]["uncalculated"].append([row, column])
                elif said.get("value-type") == "percentage":
                    remarks[name]["percents"].append([row, column])
                column += int(said.get("number-columns-repeated", "1"))
            elif tag == "table-row":
                row += int(said.get("number-rows-repeated", "1"))
                element.clear()
    return remarks


if __name__ == "__main__":
    main()
