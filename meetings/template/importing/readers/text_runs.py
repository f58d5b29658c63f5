"""Pieces of a line with how they look: bold, slanted, raised; and the line they make together."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from meetings.template.importing.lines import Emphasis, Place, tidy

# "9⁰⁰": an hour in front and its minutes raised behind it.
HOUR_AT_END = re.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-4])$")
MINUTES = re.compile(r"[0-5][05]")
STRONG, EMPHASISED = "strong", "em"


@dataclass(frozen=True)
class RunFormat:
    """How words look. `left_out` says why a reader of the page does not see them as text, None where they are."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    font: str = ""
    left_out: Place | None = None


@dataclass(frozen=True)
class TextRun:
    text: str
    look: RunFormat = RunFormat()


@dataclass
class Row:
    """One line on the page."""

    pieces: list[TextRun] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as read, with "9.00" for "9⁰⁰"."""
        said: list[str] = []
        for raised, run in groupby(self.pieces, key=lambda piece: piece.look.raised):
            words = "".join(piece.text for piece in run)
            is_time = raised and said and MINUTES.fullmatch(words.strip()) and HOUR_AT_END.search(said[-1])
            said.append(f".{words}" if is_time else words)
        return tidy("".join(said))

    @property
    def is_bold(self) -> bool:
        """All of its words are."""
        return bool(self.pieces) and all(piece.look.bold for piece in self.pieces if piece.text.strip())

    @property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """Its words that stand out from the rest of the line; a line that is all bold stands out as a line."""
        is_bold = self.is_bold
        found = []
        for kind, run in groupby(self.pieces, key=lambda piece: _kind(piece.look, is_bold=is_bold)):
            words = tidy("".join(piece.text for piece in run))
            if kind and any(sign.isalnum() for sign in words):
                found.append(Emphasis(kind, words))
        return tuple(found)


def _kind(look: RunFormat, *, is_bold: bool) -> str:
    if look.bold and not is_bold:
        return STRONG
    return EMPHASISED if look.italic else ""
