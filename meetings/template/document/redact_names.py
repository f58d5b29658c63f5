"""Remove names of persons from a document before it is imported."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from meetings.template.importing.lines import TextLine, tidy_text
from meetings.template.importing.people.person_names import MAX_NAME_WORDS

#: A bracket in which only dividers are left once the names are removed: "( og )".
ONLY_DIVIDERS = re.compile(r"\s?\((?:\s|,|;|/|&|\bog\b|\bsamt\b|\x00)*\)")
WORD = re.compile(r"\w+")
#: Words of the longest name: "Anna-Marie van der Holm" has five, an e-mail address more.
MAX_WORDS = MAX_NAME_WORDS * 3
NAME_MARK = "\x00"


def redact_names(lines: Iterable[TextLine], names: Iterable[str]) -> list[TextLine]:
    """Return the lines with each of `names` removed from brackets, and replaced by "[name]" in running text."""
    known = frozenset(names)
    return [_clean(line, known) for line in lines]


def _clean(line: TextLine, names: frozenset[str]) -> TextLine:
    text = _with_marks(line.text, names)
    if text == line.text:
        return line
    text = ONLY_DIVIDERS.sub("", text)
    # A name within a sentence leaves a placeholder, for the editor to reword.
    return replace(line, text=tidy_text(text.replace(NAME_MARK, _("[name]"))))


def _with_marks(text: str, names: frozenset[str]) -> str:
    """Replace each name by `NAME_MARK`, preferring the longest that begins at a word.

    Checks each word a fixed number of times, however many names there are.
    """
    words = list(WORD.finditer(text))
    pieces, done = [], 0
    for index, word in enumerate(words):
        if word.start() < done:
            continue
        ends = (_end_of_name(text, word.start(), last.end(), names) for last in words[index : index + MAX_WORDS])
        end = max(ends, default=0)
        if end:
            pieces += [text[done : word.start()], NAME_MARK]
            done = end
    return "".join([*pieces, text[done:]])


def _end_of_name(text: str, start: int, end: int, names: frozenset[str]) -> int:
    """Return the end of the name at `start:end`, including its genitive or the stop of an initial; 0 if it is none."""
    candidate = text[start:end]
    if candidate in names:
        return end + len("'s") if text.startswith("'s", end) and not text[end + 2 : end + 3].isalnum() else end
    if candidate.endswith("s") and candidate[:-1] in names:
        return end
    return end + 1 if text[end : end + 1] == "." and f"{candidate}." in names else 0
