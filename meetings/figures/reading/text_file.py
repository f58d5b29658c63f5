"""Figures in text: a CSV file or what was pasted from a spreadsheet."""

import codecs
import csv
import io

from meetings.figures.reading.refusals import Damaged, NotFigures, NothingThere, TooLong
from meetings.figures.reading.sheet import Sheet, Source, Written

#: Python's own limit on one cell; more is no table.
LONGEST_CELL = 20_000
MOST_ROWS = 50_000
MOST_CELLS = 100_000


def source_of_bytes(data: bytes) -> Source:
    return source_of_text(decode(data))


def decode(data: bytes) -> str:
    """UTF-16 and UTF-8 by their mark, UTF-8 when it holds together, else Windows-1252. Raises NotFigures."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Damaged
    if "\0" in text:
        raise NotFigures
    return text


def source_of_text(text: str) -> Source:
    """One sheet. Raises NotFigures, NothingThere, TooLong."""
    text = text.lstrip("\ufeff")
    if "\0" in text:
        raise NotFigures
    if not text.strip():
        raise NothingThere
    first, _newline, rest = text.partition("\n")
    skipped = first.strip().lower().startswith("sep=") and len(first.strip()) == 5
    separator = first.strip()[4] if skipped else separator_of(text)
    rows = _rows(rest if skipped else text, separator)
    if skipped:
        rows.insert(0, ())  # rows keep the numbers they have in the file
    return Source((Sheet("", tuple(rows)),))


def separator_of(text: str) -> str:
    """Semicolon, tab, comma: the first that divides the lines. Never comma where there is a semicolon or a tab, because
    the comma is the decimal sign of Danish numbers."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    for separator in (";", "\t"):
        if sum(separator in line for line in lines) * 3 >= len(lines):
            return separator
    if any(";" in line for line in lines):
        return ";"
    return "\t" if any("\t" in line for line in lines) else ","


def _rows(text: str, separator: str) -> list[tuple[Written, ...]]:
    rows: list[tuple[Written, ...]] = []
    cells = 0
    csv.field_size_limit(LONGEST_CELL)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            row: list[Written] = [cell if cell.strip() else None for cell in line]
            while row and row[-1] is None:
                row.pop()
            cells += len(row)
            if len(rows) >= MOST_ROWS or cells > MOST_CELLS:
                raise TooLong
            rows.append(tuple(row))
    except csv.Error:
        raise Damaged from None
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise NothingThere
    return rows
