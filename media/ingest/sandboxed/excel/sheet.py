"""Clean one sheet of a workbook: empty hidden rows, columns and cells, and remove what is never shown."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from excel.places import area_of, place_of
from lxml import etree
from office.package import PackageRefused, local

#: Elements that are never shown, or only while somebody works in the sheet.
REMOVED_ELEMENTS = {
    *("legacyDrawing", "customSheetViews", "scenarios", "sheetProtection", "protectedRanges", "dataConsolidate"),
    *("dataValidations", "cellWatches", "smartTags", "webPublishItems", "customProperties", "ignoredErrors"),
    *("phoneticPr", "filterColumn", "sortState", "oleObjects", "controls", "pivotTableDefinition"),
}
#: Extensions that are drawn in the cells; the others are lists, filters and the like.
SHOWN_EXTENSIONS = {"sparklineGroups", "conditionalFormattings"}
TRUE_VALUES = {"1", "true"}


@dataclass
class HiddenRanges:
    """Hidden rows and columns (ranges from first to last) of one sheet."""

    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def covers(self, row: int, column: int) -> bool:
        return row in self.rows or any(first <= column <= last for first, last in self.columns)

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)


def hidden_in(root: etree._Element) -> HiddenRanges:
    """Return what is hidden in a sheet: by hand, by a filter or an outline, or by zero height or width."""
    hidden = HiddenRanges()
    for column in root.iter("{*}col"):
        if column.get("hidden") in TRUE_VALUES or is_zero(column.get("width")):
            hidden.columns.append((int(column.get("min", 1)), int(column.get("max", 1))))
    format_of_all = next(root.iter("{*}sheetFormatPr"), None)
    all_hidden = format_of_all is not None and format_of_all.get("zeroHeight") in TRUE_VALUES
    for number, row in numbered(root):
        is_given = "ht" in row.attrib or row.get("hidden") is not None
        if row.get("hidden") in TRUE_VALUES or is_zero(row.get("ht")) or (all_hidden and not is_given):
            hidden.rows.add(number)
    return hidden


def numbered(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the rows with their numbers, which may be omitted in the file."""
    number = 0
    for row in root.iter("{*}row"):
        number = int(row.get("r") or number + 1)
        yield number, row


def is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


class SheetCleaner:
    """Cleans the sheets of one workbook.

    `unshown_styles` are numbers of cell formats that show nothing (;;;). `strings` collects the shared strings that are
    still shown, `found` counts what was removed.
    """

    def __init__(
        self, unshown_styles: set[str], strings: set[int], gone_titles: list[str], found: Counter[str]
    ) -> None:
        self.unshown_styles = unshown_styles
        self.strings = strings
        self.gone_titles = gone_titles
        self.found = found
        self.counted: set[tuple[str, int]] = set()

    def clean(self, root: etree._Element, hidden: HiddenRanges, drops: Callable[[str, bool], bool]) -> None:
        """Clean one sheet. `drops` returns whether a formula must be replaced by its value."""
        for number, row in numbered(root):
            column = 0
            for cell in list(row):
                column = place_of(cell.get("r", ""))[1] or column + 1
                if hidden.covers(number, column):
                    self.count(cell, number, hidden)
                    row.remove(cell)
                else:
                    self.clean_cell(cell, drops)
        self.count_hidden(hidden)
        self.clean_rest(root, hidden)

    def count(self, cell: etree._Element, row: int, hidden: HiddenRanges) -> None:
        """Note a removed cell for the report, if it had content."""
        if len(cell):
            column = place_of(cell.get("r", ""))[1]
            self.counted.add(("hidden_rows", row) if row in hidden.rows else ("hidden_columns", column))

    def count_hidden(self, hidden: HiddenRanges) -> None:
        for what, _number in self.counted:
            self.found[what] += 1
        self.counted.clear()

    def clean_cell(self, cell: etree._Element, drops: Callable[[str, bool], bool]) -> None:
        if cell.get("s") in self.unshown_styles and len(cell):
            self.found["hidden_cells"] += 1
            for inside in list(cell):
                cell.remove(inside)
            cell.attrib.pop("t", None)
            return
        cell.attrib.pop("vm", None)
        shown = next((one for one in cell if local(one.tag) == "v"), None)
        for formula in [one for one in cell if local(one.tag) == "f"]:
            if drops(formula.text or "", formula.get("t") == "shared"):
                if shown is None:
                    raise PackageRefused("uncalculated")
                cell.remove(formula)
        if cell.get("t") == "s" and shown is not None and (shown.text or "").isdecimal():
            self.strings.add(int(shown.text))
        for sound in list(cell.iter("{*}rPh", "{*}phoneticPr")):
            sound.getparent().remove(sound)

    def clean_rest(self, root: etree._Element, hidden: HiddenRanges) -> None:
        for element in list(root.iter()):
            name = local(element.tag)
            parent = element.getparent()
            if parent is None:
                continue
            if name in REMOVED_ELEMENTS:
                self.found["lists"] += name == "dataValidations"
                self.found["scenarios"] += name == "scenarios"
                parent.remove(element)
            elif (
                (name == "ext" and not any(local(one.tag) in SHOWN_EXTENSIONS for one in element))
                or (name in {"ext", "cfRule", "hyperlink"} and self.names_what_is_gone(element))
                or (name == "hyperlink" and self.is_hidden_place(element.get("ref", ""), hidden))
            ):
                parent.remove(element)
            elif name == "sheetPr":
                element.attrib.pop("codeName", None)

    def names_what_is_gone(self, element: etree._Element) -> bool:
        text = " ".join([*element.itertext(), element.get("location", "")])
        return any(title in text for title in self.gone_titles)

    def is_hidden_place(self, reference: str, hidden: HiddenRanges) -> bool:
        area = area_of(reference)
        return area is not None and hidden.covers(area.top, area.left)
