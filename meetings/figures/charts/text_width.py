"""Estimate the width of text on the server, and wrap it into lines.

The widths are those of the product's typeface as fractions of its size, rounded up, so that a label never needs more
room than it was given. An unknown letter counts as a wide one.
"""

import re
from functools import lru_cache

SPARE = 1.05  # semibold letters and fallback typefaces are a little wider
UNKNOWN = 0.93
_LETTERS = {
    0.29: " \u00a0',.lij’!:;",
    0.36: "f|[]()·t{}r",
    0.42: '/-I"\u2011',
    0.52: "*_?svyLcxJ»«z",
    0.56: "kgåaäéeFoö",
    0.61: "hnuøüTbdpqZSEÉ§–Y0123456789+−=<>~^P",
    0.69: "VXCKRAÅÄBDUÜ&",
    0.82: "GHNOQØÖ#wM…—",
    0.93: "æmW@Æ%",
}
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
#: A line may break after these, besides at a space.
_BREAKS_AFTER = re.compile(r"(?<=[/–-])(?=\w)")


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Return the width of `text` at a type size; never too small."""
    return sum(_WIDTHS.get(letter, UNKNOWN) for letter in text) * size * SPARE


def pieces(text: str) -> list[tuple[str, str]]:
    """Split into unbreakable pieces, each with what precedes it on the same line: "" or a space."""
    found = []
    for word in text.split(" "):
        if not word:
            continue
        for index, piece in enumerate(_BREAKS_AFTER.split(word)):
            found.append((" " if index == 0 else "", piece))
    return found


def widest_piece(text: str, size: float) -> float:
    return max((text_width(piece, size) for _before, piece in pieces(text)), default=0.0)


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return `text` in lines no wider than `room`; a word wider than a whole line is cut."""
    lines: list[str] = []
    line = ""
    for before, piece in pieces(text):
        longer = f"{line}{before}{piece}" if line else piece
        if text_width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _cut(piece, size, room)
        lines += full
    if line:
        lines.append(line)
    return tuple(lines)


def _cut(word: str, size: float, room: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size) > room:
            parts.append("")
        parts[-1] += letter
    return parts
