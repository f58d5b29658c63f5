"""A document as lines: what a reader hands over and what the recogniser reads."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


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

    @property
    def is_running_text(self) -> bool:
        """Part of what one reads from top to bottom; a text box on the page is too."""
        return self in {Place.BODY, Place.TEXT_BOX}


@dataclass(frozen=True)
class Cell:
    """The position of a line that stands in a table; `table` counts tables from 0."""

    table: int
    row: int
    column: int
    span: int = 1


@dataclass(frozen=True)
class Line:
    """One line of text as a reader of the document sees it, without its number or bullet.

    `heading` is 0 for text, else 1 to 9. `depth` counts list levels from 0. `label` is what was typed in front
    ("1.", "2.3", "–"); a number that Word itself counts is not text and has no label. `ordinal` is the value of the
    number, typed or counted. `continues` marks a line after a line break inside the same paragraph. `number` counts
    lines from 1.
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

    @property
    def as_written(self) -> str:
        """The text with what was typed in front of it."""
        return f"{self.label} {self.text}" if self.label else self.text


# No paragraph of a template is longer; what reads lines may therefore look at all of a line at once.
LONGEST_LINE = 3_000
SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def tidy(text: str) -> str:
    """One form of text: composed letters, single spaces, no soft hyphens, no invisible or control characters."""
    composed = unicodedata.normalize("NFC", text)
    shown = (sign for sign in composed if sign.isspace() or unicodedata.category(sign) not in {"Cf", "Cc", "Cs"})
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
