"""Read number formats, hidden rows and columns, errors, and formulas without a value from an XLSX workbook
(ECMA-376)."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from remarks import SUPERSCRIPT, Remarks, local, require_no_doctype

NARROW = 0.01  # a width in characters or a height in points at which nothing is visible
UTF_8 = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\bencoding=[\"']utf-8[\"'][^>]*>\s*)?(?=<[^?])", re.IGNORECASE)
#: Hidden, superscript, formulas, errors, character references, and attributes in a form that no program writes. One
#: byte is found in a fiftieth of the time that two take, so "#" stands for "&#" and "'" for "='".
RELEVANT_MARKUP = b"#", b"'", b"\t", b"\n", b"\r", b"hidden", b"superscript", b"<f", b":f", b't="e"', b" =", b"= "
SIZES = re.compile(rb' ht="([^"]*)"'), re.compile(rb' width="([^"]*)"')
AT_LEAST_1 = re.compile(rb"[1-9]\d*(?:\.\d*)?")
#: Built-in number formats, which have no code in the file (18.8.30). Only those that change the number.
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "37": "#,##0;(#,##0)",
    "38": "#,##0;(#,##0)", "39": "#,##0.00;(#,##0.00)", "40": "#,##0.00;(#,##0.00)",
}  # fmt: skip
#: With more formats than this, one of them is surely in use.
MAX_FORMATS = 30


def excel_remarks(package: zipfile.ZipFile) -> Iterator[tuple[str, Remarks]]:
    """Yield name and remarks of each visible sheet."""
    names = set(package.namelist())
    formats, texts = _formats(package, names), _texts_with_superscript(package, names)
    targets = {}
    for relation in _parsed(package, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for element in _parsed(package, "xl/workbook.xml").iter():
        if local(element.tag) != "sheet" or element.get("state", "visible") != "visible":
            continue
        key = next((value for name, value in element.attrib.items() if local(name) == "id"), None)
        path = targets.get(key)
        if path in names:
            yield element.get("name", ""), _remarks_of_sheet(package, path, formats, texts)


def _remarks_of_sheet(package: zipfile.ZipFile, path: str, formats: dict[str, str], texts: dict[str, str]) -> Remarks:
    require_no_doctype(package, path)
    content = package.read(path)
    if not texts and has_plain_cells_only(content, formats):
        return Remarks()
    reader = ExcelRemarksReader(formats, texts)
    remarks = reader.read(content)
    if reader.raised:
        remarks.shown.update(_texts_in_cells(io.BytesIO(content), reader.raised))
    return remarks


def has_plain_cells_only(content: bytes, formats: Collection[str]) -> bool:
    """Return whether the sheet has plain cells only, as most are.

    Searching the bytes takes a tenth of the time of parsing; a sheet with anything that may be relevant is parsed.
    """
    start = UTF_8.match(content)
    relevant = (*RELEVANT_MARKUP, *(f' s="{style}"'.encode() for style in formats))
    if start is None or len(formats) > MAX_FORMATS or any(content.find(word, start.end()) > 0 for word in relevant):
        return False
    return all(AT_LEAST_1.fullmatch(size) for sizes in SIZES for size in sizes.findall(content))


def _texts_in_cells(stream: io.BytesIO, places: set[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts of inline-string cells with superscript."""
    for _event, element in ElementTree.iterparse(stream):  # noqa: S314  bounded process, no entities
        if local(element.tag) == "c":
            if "r" in element.attrib and (place := place_of(element.attrib["r"])) in places:
                item = next((one for one in element if local(one.tag) == "is"), ())
                yield place, "".join(_text_of_run(run) for run in item)
            element.clear()


def _parsed(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    require_no_doctype(package, name)
    return ElementTree.fromstring(package.read(name))  # noqa: S314  bounded process, no entities


def _formats(package: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Number format codes by style number; styles that show numbers as they are stored are left out."""
    if "xl/styles.xml" not in names:
        return {}
    tree = _parsed(package, "xl/styles.xml")
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in tree.iter() if local(one.tag) == "numFmt"}
    codes = {**BUILT_IN, **own}
    styles = next((element for element in tree.iter() if local(element.tag) == "cellXfs"), ())
    found = {str(number): codes.get(one.get("numFmtId", ""), "") for number, one in enumerate(styles)}
    return {number: code for number, code in found.items() if code and code.lower() not in {"general", "@"}}


def _texts_with_superscript(package: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Shared strings with digits in superscript, by number: a footnote mark is not a digit of the figure."""
    if "xl/sharedStrings.xml" not in names or b"superscript" not in package.read("xl/sharedStrings.xml"):
        return {}
    found = {}
    for number, item in enumerate(_parsed(package, "xl/sharedStrings.xml")):
        if any(one.get("val") == "superscript" for one in item.iter() if local(one.tag) == "vertAlign"):
            found[str(number)] = "".join(_text_of_run(run) for run in item if local(run.tag) in {"r", "t"})
    return found


def _text_of_run(run: ElementTree.Element) -> str:
    text = "".join(one.text or "" for one in run.iter() if local(one.tag) == "t")
    is_raised = any(one.get("val") == "superscript" for one in run.iter() if local(one.tag) == "vertAlign")
    return text.translate(SUPERSCRIPT) if is_raised else text


class ExcelRemarksReader:
    """Event parser for the XML of one sheet that handles only cells with something to report, for speed: most cells
    are plain. A cell is judged when the next one begins."""

    def __init__(self, formats: dict[str, str], texts: dict[str, str]) -> None:
        self.formats = formats
        self.texts = texts
        self.found = Remarks()
        self.raised: set[tuple[int, int]] = set()
        self.row = self.column = -1
        self.cell: dict[str, str] = {}
        self.is_relevant = self.has_formula = False
        self.value = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.refuse

    def read(self, content: bytes) -> Remarks:
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None
        self.judge()
        return self.found

    def refuse(self, *_event: object) -> None:
        raise ValueError("document type")

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            if self.is_relevant:
                self.judge()
            self.column += 1
            self.cell = attrs
            self.is_relevant = (
                attrs.get("s") in self.formats or attrs.get("t") == "e" or (bool(self.texts) and attrs.get("t") == "s")
            )
        elif tag == "f":
            self.is_relevant = self.has_formula = True
        elif tag == "v" and self.is_relevant:
            self.parser.CharacterDataHandler = self.text
            self.parser.EndElementHandler = self.end
        elif tag == "vertAlign" and attrs.get("val") == "superscript" and "r" in self.cell:
            self.raised.add(place_of(self.cell["r"]))
        elif tag == "row":
            self.judge()
            self.row = int(attrs["r"]) - 1 if "r" in attrs else self.row + 1
            self.column = -1
            if _is_true(attrs.get("hidden")) or _is_narrow(attrs.get("ht")):
                self.found.hidden_rows.add(self.row)
        elif tag == "col" and (_is_true(attrs.get("hidden")) or _is_narrow(attrs.get("width"))):
            self.found.hidden_columns.append((int(attrs["min"]) - 1, int(attrs["max"]) - 1))

    def text(self, data: str) -> None:
        self.value += data

    def end(self, _tag: str) -> None:
        """End of the value: stop listening for text."""
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def judge(self) -> None:
        attrs, value = self.cell, self.value
        if self.is_relevant:
            place = place_of(attrs["r"]) if "r" in attrs else (self.row, self.column)
            if attrs.get("t") == "e":
                self.found.shown[place] = value or "#"
            elif attrs.get("t") == "s" and value in self.texts:
                self.found.shown[place] = self.texts[value]
            elif not value and self.has_formula:
                self.found.uncalculated.add(place)
            elif value and attrs.get("t", "n") == "n" and attrs.get("s") in self.formats:
                self.found.formats[place] = self.formats[attrs["s"]]
        self.cell, self.value, self.is_relevant, self.has_formula = {}, "", False, False


def _is_true(value: str | None) -> bool:
    return value in {"1", "true", "on"}


def _is_narrow(value: str | None) -> bool:
    return value is not None and float(value) < NARROW


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column, from 0: C7 is (6, 2). Raises ValueError."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
