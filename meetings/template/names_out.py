"""Takes the names of persons out of a document before anything is made of it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from meetings.template.importing.lines import Line, tidy

#: What is left of a bracket or a list of names when the names are gone: "( og )".
ONLY_DIVIDERS = re.compile(r"\s?\((?:\s|,|;|/|&|\bog\b|\bsamt\b|\x00)*\)")


def without_names(lines: Iterable[Line], names: Iterable[str]) -> list[Line]:
    """The lines with each of `names` gone from brackets, and replaced by "[name]" in running text."""
    patterns = [re.compile(rf"(?<!\w){re.escape(name)}(?:'?s)?(?!\w)") for name in sorted(names, key=len, reverse=True)]
    return [_clean(line, patterns) for line in lines]


def _clean(line: Line, patterns: list[re.Pattern[str]]) -> Line:
    text = line.text
    for pattern in patterns:
        text = pattern.sub("\x00", text)
    if text == line.text:
        return line
    text = ONLY_DIVIDERS.sub("", text)
    # What still stands in a sentence keeps its place there, for the editor to reword.
    return replace(line, text=tidy(text.replace("\x00", _("[name]"))))
