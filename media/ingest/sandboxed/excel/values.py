"""Values of the cells of a workbook, as text."""

from collections.abc import Callable

from excel.places import Area, place_of
from lxml import etree
from office.package import PackageRefused, local

MAX_CELLS = 10_000


class SheetValues:
    """Reads each sheet when it is first needed.

    `strings` is the root of the shared strings or None; `sheet_called` returns the root of a sheet, and raises
    PackageRefused when there is none.
    """

    def __init__(self, strings: etree._Element | None, sheet_called: Callable[[str], etree._Element]) -> None:
        self.strings = [text_in(one) for one in strings if local(one.tag) == "si"] if strings is not None else []
        self.sheet_called = sheet_called
        self.read: dict[str, dict[tuple[int, int], str]] = {}

    def values_in(self, area: Area) -> list[str | None]:
        """Return the texts row by row; None for an empty cell. [] for an area larger than any chart can show."""
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) > MAX_CELLS:
            return []
        if area.sheet not in self.read:
            try:
                self.read[area.sheet] = self.cells_of(self.sheet_called(area.sheet))
            except PackageRefused:
                self.read[area.sheet] = {}
        cells = self.read[area.sheet]
        return [
            cells.get((row, column))
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        ]

    def cells_of(self, root: etree._Element) -> dict[tuple[int, int], str]:
        cells = {}
        for cell in root.iter("{*}c"):
            if shown := self.text_of(cell):
                cells[place_of(cell.get("r", ""))] = shown
        return cells

    def text_of(self, cell: etree._Element) -> str:
        shown = next((one.text or "" for one in cell if local(one.tag) == "v"), "")
        if cell.get("t") == "s":
            return self.strings[int(shown)] if shown.isdecimal() and int(shown) < len(self.strings) else ""
        return text_in(cell) if cell.get("t") == "inlineStr" else shown


def text_in(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter("{*}t"))
