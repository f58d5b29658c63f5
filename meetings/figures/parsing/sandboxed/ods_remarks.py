"""Read numbers as shown, hidden rows and columns, and formulas without a value from an ODS workbook (OpenDocument
1.3, part 3, chapter 9)."""

import zipfile
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from number_format import LARGE, around
from remarks import SUPERSCRIPT, Remarks, attributes, local, require_no_doctype

HIDDEN = {"collapse", "filter"}
RAISED = ("super", "1", "2", "3", "4", "5", "6", "7", "8", "9")  # or by how many percent
GROUPS = {"table-row-group", "table-column-group"}
NUMBERS = {"float", "percentage", "currency"}
MAX_DECIMALS = 9
#: Limit on reported cells: one element may stand for a million of them.
MAX_PLACES = 200_000


def ods_remarks(package: zipfile.ZipFile) -> dict[str, Remarks]:
    """Return remarks by name of sheet. Raises ValueError."""
    require_no_doctype(package, "content.xml")
    reader = OdsRemarksReader()
    with package.open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, events=("start", "end")):  # noqa: S314  no entities
            (reader.start if event == "start" else reader.end)(local(element.tag), element)
    return reader.found


class OdsRemarksReader:
    def __init__(self) -> None:
        self.found: dict[str, Remarks] = {}
        self.sheet = Remarks()
        self.row = self.column = self.cell_count = 0
        self.narrow: set[str] = set()
        self.raised: set[str] = set()
        self.style = ""
        self.groups: list[bool] = []  # of rows or columns; whether each is folded away
        self.cells: list[tuple[int, int, dict[str, str], str]] = []

    def start(self, tag: str, element: Element) -> None:
        attrs = attributes(element)
        if tag == "style":
            self.style = attrs.get("name", "")
        elif tag in {"table-row-properties", "table-column-properties"}:
            if any(_is_zero(attrs.get(name)) for name in ("row-height", "column-width")):
                self.narrow.add(self.style)
        elif tag == "text-properties" and attrs.get("text-position", "0").startswith(RAISED):
            self.raised.add(self.style)
        elif tag == "table":
            self.sheet = self.found.setdefault(attrs.get("name", ""), Remarks())
            self.row = self.column = 0
        elif tag == "table-row":
            self.column, self.cells = 0, []
        elif tag in GROUPS:
            self.groups.append(attrs.get("display") == "false")

    def end(self, tag: str, element: Element) -> None:
        if tag == "table-column":
            attrs = attributes(element)
            count = _repeated(attrs, "number-columns-repeated")
            if self._is_hidden(attrs):
                self.sheet.hidden_columns.append((self.column, self.column + count - 1))
            self.column += count
        elif tag in {"table-cell", "covered-table-cell"}:
            attrs = attributes(element)
            count = _repeated(attrs, "number-columns-repeated")
            if tag == "table-cell":
                self._cell(element, attrs, count)
            self.column += count
        elif tag == "table-row":
            self._row(attributes(element))
            element.clear()
        elif tag in GROUPS:
            self.groups.pop()

    def _cell(self, element: Element, attrs: dict[str, str], count: int) -> None:
        paragraphs = [one for one in element if local(one.tag) == "p"]
        is_raised = any(self._is_raised(one) for paragraph in paragraphs for one in paragraph)
        if is_raised or "formula" in attrs or attrs.get("value-type") in {*NUMBERS, "error"}:
            text = "\n".join(map(self._text, paragraphs))
            self.cells.append((self.column, count, {**attrs, "value-type": "raised"} if is_raised else attrs, text))
        rows, columns = int(attrs.get("number-rows-spanned", "1")), int(attrs.get("number-columns-spanned", "1"))
        if rows > 1 or columns > 1:
            self.sheet.merged.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))

    def _text(self, paragraph: Element) -> str:
        parts = [paragraph.text or ""]
        for one in paragraph:
            text = "".join(one.itertext())
            parts += [text.translate(SUPERSCRIPT) if self._is_raised(one) else text, one.tail or ""]
        return "".join(parts)

    def _is_raised(self, element: Element) -> bool:
        return bool(self.raised) and attributes(element).get("style-name") in self.raised

    def _row(self, attrs: dict[str, str]) -> None:
        count = _repeated(attrs, "number-rows-repeated")
        if self._is_hidden(attrs):
            self._hide(count)
        elif self.cells:
            self.cell_count += count * sum(cell[1] for cell in self.cells)
            if self.cell_count > MAX_PLACES:
                raise ValueError("too many cells that are repeated")
            for row in range(self.row, self.row + count):
                for column, columns, cell, shown in self.cells:
                    self._record([(row, number) for number in range(column, column + columns)], cell, shown)
        self.row += count

    def _hide(self, count: int) -> None:
        if count > MAX_PLACES:
            self.sheet.hidden_from = self.row
        else:
            self.sheet.hidden_rows.update(range(self.row, self.row + count))

    def _record(self, places: list[tuple[int, int]], attrs: dict[str, str], shown: str) -> None:
        if "formula" in attrs and "value" not in attrs and not shown.strip():
            if not {"string-value", "boolean-value", "date-value", "time-value"} & attrs.keys():
                self.sheet.uncalculated.update(places)
        elif attrs.get("value-type") in {"error", "raised"}:
            self.sheet.shown.update(dict.fromkeys(places, shown.strip() or "#"))
        elif attrs.get("value-type") in NUMBERS and "value" in attrs:
            self.sheet.shown.update(dict.fromkeys(places, number_of_text(attrs["value"], attrs["value-type"], shown)))

    def _is_hidden(self, attrs: dict[str, str]) -> bool:
        return attrs.get("visibility") in HIDDEN or attrs.get("style-name") in self.narrow or any(self.groups)


def number_of_text(stored: str, kind: str, shown: str) -> int | float | str | None:
    """Return the number as its text shows it, independent of the language of the text.

    The number of decimals is the one that gives the digits of the text. When none does, the text itself is returned.
    """
    try:
        value = Decimal(stored)
    except InvalidOperation:
        raise ValueError(stored) from None
    if abs(value) >= LARGE or not value.is_finite():
        return int(value) if value.is_finite() else None
    value = value * 100 if kind == "percentage" else value
    first = next((place for place, char in enumerate(shown) if char.isdigit()), None)
    if first is None:
        return shown.strip() or (None if value else 0)
    last = max(place for place, char in enumerate(shown) if char.isdigit())
    digits = "".join(char for char in shown if char.isdigit())
    for decimals in range(MAX_DECIMALS + 1):
        rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if format(rounded, f".{decimals}f").replace(".", "") == digits:
            break
    else:
        return shown.strip()
    is_below = value < 0
    return around(-rounded if is_below else rounded, shown[:first], shown[last + 1 :], is_absolute=is_below)


def _repeated(attrs: dict[str, str], name: str) -> int:
    count = int(attrs.get(name, "1"))
    if not 0 < count <= 2**21:
        raise ValueError(name)
    return count


def _is_zero(length: str | None) -> bool:
    """Return whether a length is zero: 0cm, 0.00in."""
    return bool(length) and not (length or "").strip("0.cminptx%")
