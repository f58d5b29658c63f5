"""Read figures from text: a CSV file, or cells pasted from a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable

from meetings.figures.parsing.encoding import decode, wrongly_decoded_word
from meetings.figures.parsing.refusals import (
    DamagedFile,
    NoContent,
    TableTooLong,
    UnclosedQuotation,
    UnsupportedFile,
    WebPage,
)
from meetings.figures.parsing.separators import ALIGNED, aligned_cells, separator_of
from meetings.figures.parsing.sheet import CellContent, FiguresFile, Sheet

#: The limit for one cell, given to Python's csv module.
MAX_CELL_LENGTH = 20_000
MAX_ROWS = 50_000
#: Rows times the widest row, as in a workbook.
MAX_CELLS = 100_000
MARKUP = re.compile(
    r"<(?:!doctype|!--|\?xml|html|head|body|table|meta|style|div|span|tr|td|p|workbook)\b|<!--|mime-version:|"
    r"content-type:\s*multipart",
    re.IGNORECASE,
)
#: The line between header and rows in Markdown: |---|:--:|
RULE = frozenset("|:- \t\r")
#: ="0012" is written so that spreadsheets keep it as text.
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def source_of_bytes(data: bytes) -> FiguresFile:
    return source_of_text(decode(data))


def source_of_text(text: str) -> FiguresFile:
    """Return a source with one sheet. Raises UnsupportedFile, WebPage, NoContent, NoColumns, AmbiguousComma,
    UnclosedQuotation, TableTooLong."""
    text = text.lstrip("\ufeff")
    if "\0" in text:
        raise UnsupportedFile
    if not text.strip():
        raise NoContent
    if MARKUP.match(text.lstrip()[:200]):
        raise WebPage
    first, _newline, rest = text.partition("\n")
    is_named = first.strip().lower().startswith("sep=") and len(first.strip()) == 5
    separator = first.strip()[4] if is_named else separator_of(text)
    rows = _rows(rest if is_named else text, separator)
    if is_named:
        rows.insert(0, ())  # so that row numbers are those of the file
    return FiguresFile((Sheet("", tuple(rows)),), odd_word=wrongly_decoded_word(text))


def _rows(text: str, separator: str) -> list[tuple[CellContent, ...]]:
    rows: list[tuple[CellContent, ...]] = []
    width = 0
    for line in _lines(text, separator):
        row: list[CellContent] = [_written(cell) for cell in line]
        while row and row[-1] is None:
            row.pop()
        width = max(width, len(row))
        if len(rows) >= MAX_ROWS or width * (len(rows) + 1) > MAX_CELLS:
            raise TableTooLong
        rows.append(tuple(row))
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise NoContent
    return rows


def _lines(text: str, separator: str) -> Iterable[list[str]]:
    if separator == ALIGNED:
        yield from map(aligned_cells, text.splitlines())
    elif separator == "|":
        for line in text.splitlines():
            yield [] if "--" in line and RULE.issuperset(line) else line.strip().strip("|").split("|")
    else:
        yield from _csv_lines(text, separator)


def _csv_lines(text: str, separator: str) -> Iterable[list[str]]:
    csv.field_size_limit(MAX_CELL_LENGTH)
    is_open = text.count('"') % 2 == 1
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if is_open and any("\n" in cell.strip() for cell in line):
                raise UnclosedQuotation
            yield line
    except csv.Error:
        raise (UnclosedQuotation if is_open else DamagedFile) from None


def _written(cell: str) -> str | None:
    if not cell.strip():
        return None
    kept = KEPT_AS_TEXT.fullmatch(cell.strip())
    return kept[1] if kept else cell
