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
from xml.parsers import expat

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
    kind = type(value)
    if kind is str:
        return value or None
    if kind is float:
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if kind is bool:
        return "SAND" if value else "FALSK"
    if kind is datetime.datetime or kind is datetime.date:
        return value.isoformat()[:10]
    return value if value is None or kind is int else str(value)


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
    """Reads the sheet's XML by events and looks closer at the few cells that have something to tell: a sheet is mostly
    plain cells, and this program waits for a person."""
    reader = RemarksReader(percent_styles)
    require_no_doctype(package, path)
    with package.open(path) as stream:
        reader.read(stream)
    return reader.found


class RemarksReader:
    """A cell is judged once the next one begins."""

    def __init__(self, percent_styles: set[str]) -> None:
        self.percent_styles = percent_styles
        self.found: dict[str, list[Any]] = {"errors": [], "percents": [], "uncalculated": []}
        self.cell: dict[str, str] = {}
        self.is_telling = self.has_formula = False
        self.value = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.refuse

    def read(self, stream: Any) -> None:
        try:
            self.parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None
        self.judge()

    def refuse(self, *_said: Any) -> None:
        raise ValueError("document type")

    def start(self, tag: str, said: dict[str, str]) -> None:
        if ":" in tag:
            tag = local_name(tag)
        if tag == "c":
            if self.is_telling:
                self.judge()
            self.cell = said
            self.is_telling = said.get("s") in self.percent_styles or said.get("t") == "e"
        elif tag == "f":
            self.is_telling = self.has_formula = True
        elif tag == "v" and self.is_telling:
            self.parser.CharacterDataHandler = self.text
            self.parser.EndElementHandler = self.end

    def text(self, data: str) -> None:
        self.value += data

    def end(self, _tag: str) -> None:
        """Of the value: nothing else is listened to."""
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def judge(self) -> None:
        said, value = self.cell, self.value
        if said.get("r") and self.is_telling:
            place = place_of(said["r"])
            if said.get("t") == "e":
                self.found["errors"].append([*place, value or "#"])
            elif not value and self.has_formula:
                self.found["uncalculated"].append(place)
            if value and said.get("s") in self.percent_styles:
                self.found["percents"].append(place)
        self.cell, self.value, self.is_telling, self.has_formula = {}, "", False, False


def local_name(tag: str) -> str:
    return tag.rpartition(":")[2]


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
