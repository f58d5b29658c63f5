"""Parse cell references of a workbook: Ark1!$B$2:$C$9 and the like (ECMA-376, 18.17.2.3)."""

import re
from typing import NamedTuple

REFERENCE = re.compile(
    r"(?:'((?:[^']|''){1,200})'!|([^'!,:()\[\]]{1,200})!)?\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?"
)
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Area(NamedTuple):
    """Rows and columns counted from 1, both ends inclusive; `sheet` is empty for the sheet of the reference itself."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def area_of(reference: str) -> Area | None:
    """Return the area; None for anything but a plain reference, such as a name, a formula or a list of areas."""
    match = REFERENCE.fullmatch(reference.strip().strip("()"))
    if match is None or not (match[3] or match[4]):
        return None
    sheet = (match[1] or "").replace("''", "'") or match[2] or ""
    top, left = int(match[4] or 1), column_number(match[3] or "A")
    is_one = ":" not in reference.rpartition("!")[2]
    bottom = int(match[6] or (top if is_one else LAST_ROW))
    right = column_number(match[5]) if match[5] else (left if is_one else LAST_COLUMN)
    return Area(sheet, top, left, bottom, right)


def place_of(cell: str) -> tuple[int, int]:
    """Return (row, column): C7 is (7, 3); (0, 0) for what is no cell."""
    area = area_of(cell)
    return (area.top, area.left) if area else (0, 0)
