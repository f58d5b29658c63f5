"""A document as lines: what a reader hands over and what the recogniser reads."""

import re
import unicodedata
from collections.abc import Iterable
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


SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def tidy(text: str) -> str:
    """One form of text: composed letters, single spaces, no soft hyphens, no invisible or control characters."""
    composed = unicodedata.normalize("NFC", text)
    spaced = SPACES.sub(" ", composed)
    seen = (sign for sign in spaced if unicodedata.category(sign) not in {"Cf", "Cc", "Cs"})
    return "".join(seen).strip()


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines that have text, numbered from 1."""
    kept = [line for line in lines if line.text or line.label]
    return [replace(line, number=number) for number, line in enumerate(kept, start=1)]
