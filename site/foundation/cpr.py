"""Detect CPR numbers (Danish civil registration numbers) in text, so that none is stored.

The pattern is a date of birth (DDMMYY) and four more digits. Since October 2007 numbers are issued that fail the
modulus 11 check (CPR-kontoret, "Personnumre uden kontrolciffer"), so the check digit is not used. The price is false
positives, such as some P numbers and dates with a time; a person decides about those.

This module returns positions only. Messages to people show `masked` text: the number itself appears in no message,
exception, log or event.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

#: A space within a line. Tabs and line breaks separate cells and lines: figures in a table row are not one number.
SPACE = r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
#: Zero-width characters, which nobody sees between the digits.
INVISIBLE_CHARACTERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

UNUSUAL_CHARACTERS = re.compile(rf"[{INVISIBLE_CHARACTERS}{DASHES}]|(?![0-9])\d")

#: 010190-1234, 0101901234, 010190 1234, 01.01.90-1234, 01 01 90 1234; a line may break after the hyphen.
DIGITS_TOGETHER = re.compile(
    rf"(?<![\d+])(?=(\d\d(?P<between>[./-]|{SPACE}|)\d\d(?P=between)\d\d(?:{SPACE}{{0,2}}-{SPACE}{{0,2}}\r?\n?"
    rf"{SPACE}{{0,2}}|{SPACE}{{1,3}}|[./_]|)\d\d\d\d)(?!\d))"
)
#: Ten digits with spaces anywhere between them: 0 1 0 1 9 0 - 1 2 3 4, but never ten out of a longer row.
DIGITS_SPREAD = re.compile(
    rf"(?<![\d+])(?<!\d{SPACE})(?=(\d(?:{SPACE}{{0,2}}\d){{5}}{SPACE}{{0,2}}-?(?:{SPACE}{{0,2}}\d){{4}})(?!{SPACE}?\d))"
)
#: 1 201 201 234 is a large number with thousands separators.
THOUSANDS = re.compile(rf"\d(?:{SPACE}\d\d\d){{3}}")


MIN_DIGITS = 10
#: The longest match of the patterns, in characters, spaces included.
MAX_MATCH_LENGTH = 40
#: How many characters of context on either side the patterns look at.
CONTEXT_LENGTH = 2


class TextSpan(NamedTuple):
    """Range `start` to `end` (exclusive) in the searched text."""

    start: int
    end: int


def find(text: str) -> list[TextSpan]:
    """Return the spans of all apparent CPR numbers, from left to right, not overlapping."""
    plain, places = _plain(text)
    chars = list(plain)
    found: list[tuple[int, int]] = []
    windows = [(0, len(chars))]
    while windows:
        spans = _not_overlapping(span for window in windows for span in _candidates_in(chars, *window))
        for start, end in spans:
            chars[start:end] = "•" * (end - start)
        found += spans
        # Search again around each match, with it masked: an adjacent number matches only once its neighbour is gone.
        windows = _joined(
            [(max(0, start - MAX_MATCH_LENGTH), min(end + MAX_MATCH_LENGTH, len(chars))) for start, end in spans]
        )
    return sorted(TextSpan(places[start], places[end - 1] + 1) for start, end in found)


def holds(text: str) -> bool:
    """Return whether the text seems to contain a CPR number."""
    return next(_candidates(_plain(text)[0]), None) is not None


def holds_in_cell(value: object) -> bool:
    """Return whether a table cell seems to hold a CPR number. A spreadsheet that stores it as a quantity drops a
    leading zero, so a whole number of nine digits is padded to ten."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, (int, float)):
        return 100_000_000 <= value <= 9_999_999_999 and value == int(value) and holds(f"{int(value):010}")
    return holds(str(value))


def holds_in_cells(cells: Iterable[object]) -> bool:
    """Return whether any of the cells seems to hold a CPR number. The texts are searched as one, with tabs between
    them: no CPR number goes across a tab."""
    texts, others = list[str](), list[object]()
    for cell in cells:
        if not isinstance(cell, str):
            others.append(cell)
        elif len(cell) >= MIN_DIGITS:
            texts.append(cell)
    return any(map(holds_in_cell, others)) or holds("\t".join(texts))


def masked(text: str) -> str:
    """Return the text with "•" for each digit that may belong to a CPR number."""
    pieces, last = [], 0
    for start, end in find(text):
        pieces += [text[last:start], "".join("•" if char.isdecimal() else char for char in text[start:end])]
        last = end
    return "".join([*pieces, text[last:]])


def _candidates_in(chars: list[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Candidates in `chars[first:last]`, as spans of the whole. Those at an edge of the window are skipped, because
    their context is unknown."""
    for start, end in _candidates("".join(chars[first:last])):
        begins_inside = start >= CONTEXT_LENGTH or not first
        if begins_inside and (end <= last - first - CONTEXT_LENGTH or last == len(chars)):
            yield first + start, first + end


def _joined(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge overlapping windows; `windows` must be sorted."""
    joined: list[tuple[int, int]] = []
    for start, end in windows:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _not_overlapping(candidates: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop overlaps: the first candidate wins, and of those with the same start the longest."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(candidates, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Normalize digits and hyphens to ASCII and drop zero-width characters. Returns the text and, for each character,
    its position in the original."""
    if text.isascii() or UNUSUAL_CHARACTERS.search(text) is None:
        return text, range(len(text))
    chars, places = [], []
    for place, char in enumerate(text):
        if char in INVISIBLE_CHARACTERS:
            continue
        if char in DASHES:
            char = "-"
        elif not char.isascii() and char.isdecimal():  # e.g. full-width digits; superscript ones are not decimal
            char = str(unicodedata.decimal(char))
        chars.append(char)
        places.append(place)
    return "".join(chars), places


def _candidates(plain: str) -> Iterator[tuple[int, int]]:
    for pattern in (DIGITS_TOGETHER, DIGITS_SPREAD):
        for match in pattern.finditer(plain):
            written = match.group(1)
            digits = re.sub(r"\D", "", written)
            if _could_be_born(digits) and not THOUSANDS.fullmatch(written):
                yield match.start(1), match.end(1)


def _could_be_born(digits: str) -> bool:
    """Return whether the first six digits are a date in the century given by the seventh (CPR-kontoret, "Personnummeret
    i CPR")."""
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    if seventh <= 3:
        century = 1900
    elif seventh in (4, 9):
        century = 2000 if year <= 36 else 1900
    else:
        century = 2000 if year <= 57 else 1800
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    return True


def in_plain_digits(text: str) -> str:
    """Return the text with ASCII digits, so that a number compares equal however it is written."""
    return _plain(text)[0]
