"""Excerpts of texts around the words searched for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from foundation.search.irregular_words import forms_in_both_numbers

EXCERPT_LENGTH = 220
CHARACTERS_BEFORE_HIT = 60
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class ExcerptPart:
    """A run of text; `is_hit` marks a word searched for."""

    text: str
    is_hit: bool = False


def excerpt(text: str, words: Sequence[str]) -> list[ExcerptPart]:
    """Return about two lines around the first hit, as parts. Plain text, no HTML."""
    first = next((match for match in _WORD.finditer(text) if is_hit(match.group(), words)), None)
    start = max(0, first.start() - CHARACTERS_BEFORE_HIT) if first else 0
    if start:
        start = text.rfind(" ", 0, start) + 1
    cut = text[start : start + EXCERPT_LENGTH]
    if start + EXCERPT_LENGTH < len(text):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return mark_hits(("… " if start else "") + cut, words)


def mark_hits(text: str, words: Sequence[str]) -> list[ExcerptPart]:
    """Return the whole text as parts, with the hits separate."""
    pieces: list[ExcerptPart] = []
    end = 0
    for match in _WORD.finditer(text):
        if is_hit(match.group(), words):
            if match.start() > end:
                pieces.append(ExcerptPart(text[end : match.start()]))
            pieces.append(ExcerptPart(match.group(), is_hit=True))
            end = match.end()
    if end < len(text):
        pieces.append(ExcerptPart(text[end:]))
    return pieces


def is_hit(found: str, words: Sequence[str]) -> bool:
    """Return whether it is the word itself, a word that begins with it, or another form: of an irregular noun, or the
    same but for the last two letters, with at least four in common."""
    found = found.casefold()
    for word in (word.casefold() for word in words):
        stem = word[: max(4, len(word) - 2)]
        if found.startswith(word) or found in forms_in_both_numbers(word):
            return True
        if len(word) > 4 and found.startswith(stem) and len(found) <= len(word) + 4:
            return True
    return False


def parts_html(parts: Sequence[ExcerptPart]) -> SafeString:
    """Return the parts as HTML: everything escaped, hits in `<mark>`."""
    runs = (f"<mark>{escape(part.text)}</mark>" if part.is_hit else escape(part.text) for part in parts)
    return mark_safe("".join(runs))  # noqa: S308  every part is escaped
