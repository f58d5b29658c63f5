"""Detect what separates the cells of a line: semicolon, tab, vertical bar, comma, or spaces."""

import re

from meetings.figures.parsing.refusals import AmbiguousComma, NoColumns

QUOTED = re.compile(r'"[^"]*"')
#: A comma that may separate cells: not between two digits, where it is a decimal sign.
DIVIDING_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
COMMA_IN_NUMBER = re.compile(r"\d,\d")
SPACES = re.compile(r" {2,}|\u00a0{2,}")
MAX_JUDGED = 200
ALIGNED = "  "


def separator_of(text: str) -> str:
    """Return ";", tab, "|", "," or two spaces (aligned columns). Never a comma where another separator fits, because
    the comma is the decimal sign of Danish numbers.

    Raises NoColumns, and AmbiguousComma where a comma separates cells and is a decimal sign too.
    """
    lines = [line for line in QUOTED.sub('""', text).splitlines()[:MAX_JUDGED] if line.strip()]
    likely = {separator: _alike(lines, separator) for separator in ("\t", ";", "|")}
    if any(likely.values()):
        return max(likely, key=lambda separator: likely[separator])
    if _comma_divides(lines):
        return ","
    for separator in (";", "\t"):
        if any(separator in line for line in lines):
            return separator
    if _are_aligned(lines):
        return ALIGNED
    raise NoColumns


def _alike(lines: list[str], separator: str) -> int:
    """How many lines the separator splits into the same number of cells; 0 when it occurs in fewer than a third of
    them."""
    counts = [count for line in lines if (count := line.count(separator))]
    return max(map(counts.count, set(counts))) if counts and len(counts) * 3 >= len(lines) else 0


def aligned_cells(line: str) -> list[str]:
    """Return the cells of a line whose columns are separated by two or more spaces."""
    return SPACES.split(line.strip())


def _comma_divides(lines: list[str]) -> bool:
    """Return whether a comma separates the cells of at least a third of the lines, and of their headings. Raises
    AmbiguousComma."""
    counts = [line.count(",") for line in lines]
    nonzero = [count for count in counts if count]
    if len(nonzero) * 3 < len(lines):
        return False
    most = max(set(nonzero), key=nonzero.count)
    usual = [line for line, count in zip(lines, counts, strict=True) if count == most]
    if not any(map(DIVIDING_COMMA.search, usual)):
        return False  # each stands between digits: “4.a 3,9 5,1”
    first = counts.index(most)
    is_narrower_above = any(
        count and DIVIDING_COMMA.search(line) for line, count in zip(lines[:first], counts, strict=False)
    )
    if is_narrower_above and all(map(COMMA_IN_NUMBER.search, usual)):
        raise AmbiguousComma  # “Klasse,Fravær” above “4.a,5,1”
    if any(count > most and COMMA_IN_NUMBER.search(line) for line, count in zip(lines, counts, strict=True)):
        raise AmbiguousComma
    return True


def _are_aligned(lines: list[str]) -> bool:
    """Return whether two thirds of the lines have the same number of cells, so that none is empty in the middle."""
    counts = [len(aligned_cells(line)) for line in lines]
    wide = [count for count in counts if count > 1]
    return len(wide) * 3 >= 2 * len(lines) and len(set(wide)) == 1
