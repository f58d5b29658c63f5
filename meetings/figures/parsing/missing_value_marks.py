"""Marks that stand in place of a number: suppressed, missing, an error, or a dash whose meaning the user is asked
for."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

#: Statistics Denmark writes ".." for figures that may not or can't be given; surveys write "<5", "n<5", "1-4" or "*".
HIDDEN = re.compile(
    r"\*{1,3}|\.\.|\.\.\.|…|x|\(?(n\s*)?(<|≤|<=)\s*\d{1,2}\)?|[01]\s?[-–]\s?\d|under\s+\d{1,2}\b.*|"
    r"færre\s+end\s+\d{1,2}\b.*|mindre\s+end\s+\d{1,2}\b.*|"
    r"ikke\s+vist|skjult|diskretioneret|anonymiseret|for\s+få\s+\w+", re.IGNORECASE
)  # fmt: skip
MISSING = re.compile(
    r"n\s*/\s*a|#n/a|#i/t|i/t|na|\.|\?|mangler|ikke\s+oplyst|ikke\s+målt|ikke\s+besvaret|ingen\s+data|intet\s+svar",
    re.IGNORECASE,
)
DASH = re.compile(r"[-\u2010-\u2015\u2212]{1,3}")
ERROR = re.compile(r"#[A-ZÆØÅ/0-9!?]{2,}[!?]?", re.IGNORECASE)
DASH_IS_ZERO = re.compile(
    r"[\"“”'»«(]?[-–—][\"“”'»«)]?\s*(?:=|:|er|betyder|angiver|svarer\s+til)\s*(?:0\b|nul\b|ingen\b)", re.I
)


class Mark(StrEnum):
    HIDDEN = "hidden"
    MISSING = "missing"
    DASH = "dash"
    ERROR = "error"


@lru_cache(maxsize=10_000)
def mark_in(text: str) -> Mark | None:
    """Return the mark, or None for any other text. An empty cell is MISSING."""
    text = text.strip()
    if not text or MISSING.fullmatch(text):
        return Mark.MISSING
    if HIDDEN.fullmatch(text):
        return Mark.HIDDEN
    if is_dash(text):
        return Mark.DASH
    return Mark.ERROR if ERROR.fullmatch(text) else None


def is_dash(text: str) -> bool:
    return DASH.fullmatch(text) is not None


def notes_say_dash_is_zero(notes: Iterable[str]) -> bool:
    """Return whether a note in the file explains the dash: “- = 0”, “- betyder nul”."""
    return any(DASH_IS_ZERO.search(note) for note in notes)
