"""Guess whether rows of a sheet are single persons, by the same rules as for figures (foundation.detect_persons)."""

from excel.places import place_of
from excel.sheet import numbered
from excel.values import SheetValues
from foundation_rules import persons
from lxml import etree

MAX_ROWS = 5000
#: Rows in which a header may be, and the number of cells below it from which it counts as a list.
HEADER_LINES, FEW = 20, persons.FEW_ROWS


def look_like_persons(root: etree._Element, values: SheetValues) -> bool:
    """Return whether a column lists persons. `root` is a sheet whose hidden cells are already removed."""
    columns: dict[int, dict[int, str]] = {}
    for number, row in numbered(root):
        if number > MAX_ROWS:
            break
        for cell in row:
            if text := values.text_of(cell).strip():
                columns.setdefault(place_of(cell.get("r", ""))[1], {})[number] = text
    return any(is_of_persons(list(column.values())) for column in columns.values())


def is_of_persons(texts: list[str]) -> bool:
    """Return whether a column lists persons, by its header or by names. Numbers alone may be accounts and amounts."""
    for place, text in enumerate(texts[:HEADER_LINES]):
        below = texts[place + 1 :]
        if persons.PERSON_HEADER.fullmatch(text) and len(below) >= FEW and is_list(text, below):
            return True
    words = [text for text in texts if not is_number(text)]
    return bool(persons.look_like_persons([], [words]))


def is_list(header: str, below: list[str]) -> bool:
    """Return whether the cells are persons or their numbers; figures under "pige" and "dreng" are of groups."""
    numbers = sum(is_number(text) for text in below)
    return numbers * 2 < len(below) or any(len(text) >= 4 and text.isdecimal() for text in below) or "@" in header


def is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True
