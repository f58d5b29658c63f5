"""Text runs with their format (bold, italic, superscript), and the row they form."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from meetings.template.importing.lines import Emphasis, LinePlace, tidy_text

# "9⁰⁰": an hour followed by superscript minutes.
HOUR_AT_END = re.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-4])$")
MINUTES = re.compile(r"[0-5][05]")
STRONG, EMPHASISED = "strong", "em"


@dataclass(frozen=True)
class RunFormat:
    """Format of a run. `left_out` is the reason why a reader of the page does not see it, None for visible text."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    font: str = ""
    left_out: LinePlace | None = None


@dataclass(frozen=True)
class TextRun:
    text: str
    look: RunFormat = RunFormat()


@dataclass
class TextRow:
    """One line on the page."""

    pieces: list[TextRun] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of all runs, with "9.00" for "9⁰⁰"."""
        texts: list[str] = []
        for raised, run in groupby(self.pieces, key=lambda piece: piece.look.raised):
            words = "".join(piece.text for piece in run)
            is_time = raised and texts and MINUTES.fullmatch(words.strip()) and HOUR_AT_END.search(texts[-1])
            texts.append(f".{words}" if is_time else words)
        return tidy_text("".join(texts))

    @property
    def is_bold(self) -> bool:
        """Whether all of its text is bold."""
        return bool(self.pieces) and all(piece.look.bold for piece in self.pieces if piece.text.strip())

    @property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """Its emphasised words; bold does not count in a row that is all bold."""
        is_bold = self.is_bold
        found = []
        for kind, run in groupby(self.pieces, key=lambda piece: _kind(piece.look, is_bold=is_bold)):
            words = tidy_text("".join(piece.text for piece in run))
            if kind and any(sign.isalnum() for sign in words):
                found.append(Emphasis(kind, words))
        return tuple(found)


def _kind(look: RunFormat, *, is_bold: bool) -> str:
    if look.bold and not is_bold:
        return STRONG
    return EMPHASISED if look.italic else ""
