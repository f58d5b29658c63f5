"""Takes the names of persons out of a document before anything is made of it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from meetings.template.importing.lines import Line, tidy
from meetings.template.importing.people.person_names import LONGEST_NAME_WORDS

#: What is left of a bracket or a list of names when the names are gone: "( og )".
ONLY_DIVIDERS = re.compile(r"\s?\((?:\s|,|;|/|&|\bog\b|\bsamt\b|\x00)*\)")
WORD = re.compile(r"\w+")
#: "Anna-Marie van der Holm" has five words, and an address more.
MOST_WORDS = LONGEST_NAME_WORDS * 3
HERE = "\x00"


def redact_names(lines: Iterable[Line], names: Iterable[str]) -> list[Line]:
    """The lines with each of `names` gone from brackets, and replaced by "[name]" in running text."""
    known = frozenset(names)
    return [_clean(line, known) for line in lines]


def _clean(line: Line, names: frozenset[str]) -> Line:
    text = _with_marks(line.text, names)
    if text == line.text:
        return line
    text = ONLY_DIVIDERS.sub("", text)
    # What still stands in a sentence keeps its place there, for the editor to reword.
    return replace(line, text=tidy(text.replace(HERE, _("[name]"))))


def _with_marks(text: str, names: frozenset[str]) -> str:
    """The text with `HERE` for each name, the longest that begins at a word. Looks at each word a fixed number of
    times, however many names there are."""
    words = list(WORD.finditer(text))
    pieces, done = [], 0
    for index, word in enumerate(words):
        if word.start() < done:
            continue
        ends = (_end_of_name(text, word.start(), last.end(), names) for last in words[index : index + MOST_WORDS])
        end = max(ends, default=0)
        if end:
            pieces += [text[done : word.start()], HERE]
            done = end
    return "".join([*pieces, text[done:]])


def _end_of_name(text: str, start: int, end: int, names: frozenset[str]) -> int:
    """Where the name ends that stands from `start` to `end`, with its genitive or the stop of an initial, or 0."""
    said = text[start:end]
    if said in names:
        return end + len("'s") if text.startswith("'s", end) and not text[end + 2 : end + 3].isalnum() else end
    if said.endswith("s") and said[:-1] in names:
        return end
    return end + 1 if text[end : end + 1] == "." and f"{said}." in names else 0
