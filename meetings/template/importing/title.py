"""Find the title of a document."""

import re

from meetings.template.importing.lines import LinePlace, Marker, TextLine
from meetings.template.importing.times.item_times import timing_of
from meetings.template.importing.vocabulary import TemplateSection, section_named

MAX_TITLE_WORDS = 25
# A title is in the first lines; further down, a heading is a section.
LINES_TO_LOOK_AT = 5
# Sections whose heading can be the document's title: "Dagsorden for dialogmødet", "Rammer for dialogmødet".
MAY_NAME_ALL = {TemplateSection.AGENDA, TemplateSection.LENGTH}
FRONT_MATTER_TITLE = re.compile(r"""^(?:title|titel)\s*:\s*["']?(.+?)["']?$""", re.IGNORECASE)


def find_title(lines: list[TextLine]) -> TextLine | None:
    """Return the first heading at the top that names no section, or else the first line if it reads like a title.

    A document may be named after its agenda ("Dagsorden for dialogmødet"): then the first line is both.
    """
    top = lines[:LINES_TO_LOOK_AT]
    if len(top) > 1 and top[1].heading > top[0].heading > 0 and _is_over_all(top[0]):
        return top[0]
    for line in top:
        if line.heading and _can_be_title(line, is_first=line is lines[0]):
            return line
        if line.heading:
            break
    first = top[0] if top else None
    is_title = first is not None and _can_be_title(first, is_first=True) and _reads_like_title(first)
    return first if is_title else None


def _is_over_all(line: TextLine) -> bool:
    """Return whether a first heading directly above a deeper one ("Ramme", then "Dagsorden") is the document's
    title."""
    named = section_named(line.text, heading=True)
    return (named is None or named.section is not TemplateSection.AGENDA) and not timing_of(line.text).is_timed


def _can_be_title(line: TextLine, *, is_first: bool) -> bool:
    if line.cell is not None or timing_of(line.text).is_timed:
        return False
    named = section_named(line.text, heading=False)
    return named is None or (is_first and named.section in MAY_NAME_ALL and len(line.text.split()) > 1)


def _reads_like_title(line: TextLine) -> bool:
    is_short = len(line.text.split()) <= MAX_TITLE_WORDS
    return is_short and line.marker is Marker.NONE and line.text[-1] not in ".:?!;,"


def title_in_front_matter(lines: list[TextLine]) -> tuple[TextLine, str] | None:
    """Return the title in a Markdown document's front matter with its line, or None."""
    for line in lines:
        found = FRONT_MATTER_TITLE.match(line.text) if line.place is LinePlace.FRONT_MATTER else None
        if found:
            return line, found[1]
    return None
