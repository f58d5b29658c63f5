"""A document as lines: what a reader hands over and what the recogniser reads."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from foundation.text.unicode_composition import compose


class Marker(StrEnum):
    """What stands in front of a line in a list."""

    NONE = ""
    BULLET = "bullet"
    NUMBER = "number"


class Place(StrEnum):
    """Where in the document a line stands."""

    BODY = "body"
    FRONT_MATTER = "front_matter"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    TEXT_BOX = "text_box"
    PICTURE = "picture"
    CONTENTS = "contents"
    STRUCK_OUT = "struck_out"
    HIDDEN = "hidden"
    PLACEHOLDER = "placeholder"

    @property
    def is_running_text(self) -> bool:
        """Part of what one reads from top to bottom; a text box on the page is too."""
        return self in {Place.BODY, Place.TEXT_BOX}

    @property
    def is_left_out(self) -> bool:
        """Not text of the document for whoever reads the page: reported, and nothing is made of it."""
        return self in {Place.STRUCK_OUT, Place.HIDDEN, Place.PLACEHOLDER}


@dataclass(frozen=True)
class Cell:
    """The position of a line that stands in a table; `table` counts tables from 0.

    `inner` is its position in the table within the cell, where it stands in one.
    """

    table: int
    row: int
    column: int
    span: int = 1
    inner: "Cell | None" = None

    def with_inner(self, cell: "Cell") -> "Cell":
        """The position of a line in a table that stands in this cell, or in the innermost table of it."""
        return replace(self, inner=self.inner.with_inner(cell) if self.inner else cell)


@dataclass(frozen=True)
class Emphasis:
    """Words of a line that stand out: `kind` is "strong" for bold and "em" for slanted ones."""

    kind: str
    words: str


@dataclass(frozen=True)
class Line:
    """One line of text as a reader of the document sees it, without its number or bullet.

    `heading` is 0 for text, else 1 to 9. `depth` counts list levels from 0. `label` is what was typed in front
    ("1.", "2.3", "–"); a number that Word itself counts is not text and has no label. `ordinal` is the value of the
    number, typed or counted. `continues` marks a line after a line break inside the same paragraph. `number` counts
    lines from 1. `emphasis` are the words that stand out, in order.
    """

    text: str
    heading: int = 0
    marker: Marker = Marker.NONE
    depth: int = 0
    label: str = ""
    ordinal: int = 0
    bold: bool = False
    place: Place = Place.BODY
    cell: Cell | None = None
    continues: bool = False
    number: int = 0
    emphasis: tuple[Emphasis, ...] = ()

    @property
    def as_written(self) -> str:
        """The text with what was typed in front of it."""
        return f"{self.label} {self.text}" if self.label else self.text


# About fifty pages: far more than any template, little enough to be read within a request.
MAX_CHARACTERS = 150_000
# No paragraph of a template is longer; what reads lines may therefore look at all of a line at once.
LONGEST_LINE = 3_000
SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Hyphens and dashes that look like the one of each that is searched for: "9.00‑9.45" is "9.00-9.45".
DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2212": "–", "\ufe63": "-",
                        "\uff0d": "-", "\u2e3a": "—"})  # fmt: skip
# "9⁰⁰" in signs that are raised by themselves.
RAISED_TIME = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])([⁰¹²³⁴⁵][⁰⁵])(?![⁰¹²³⁴⁵⁶⁷⁸⁹\d])")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def tidy(text: str) -> str:
    """One form of text: composed letters, single spaces, one hyphen, no soft hyphens, no invisible characters.

    Minutes that are raised behind their hour ("9⁰⁰") are written as "9.00".
    """
    written = compose(text).translate(DASHES)
    written = RAISED_TIME.sub(lambda found: f"{found[1]}.{found[2].translate(RAISED)}", written)
    shown = (sign for sign in written if sign.isspace() or unicodedata.category(sign) not in {"Cf", "Cc", "Cs"})
    return SPACES.sub(" ", "".join(shown)).strip()


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines that have text, numbered from 1. A heading is a heading, bold or not; a line without end is divided."""
    kept = [piece for line in lines if line.text or line.label for piece in _divided(line)]
    return [
        replace(line, number=number, bold=line.bold and not line.heading) for number, line in enumerate(kept, start=1)
    ]


def _divided(line: Line) -> Iterator[Line]:
    """Pieces no longer than `LONGEST_LINE`, cut between words where there are any."""
    first, *more = _pieces(line.text)
    yield replace(line, text=first)
    for piece in more:
        yield replace(line, text=piece, heading=0, marker=Marker.NONE, label="", ordinal=0, continues=True)


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    while len(text) - start > LONGEST_LINE:
        space = text.rfind(" ", start + 1, start + LONGEST_LINE)
        end = space if space > 0 else start + LONGEST_LINE
        pieces.append(text[start:end].strip())
        start = end + (text[end] == " ")
    return [*pieces, text[start:].strip()]
