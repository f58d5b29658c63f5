"""Split a document into chapters: purpose, participants, preparation, agenda, follow-up, and others."""

from collections import Counter
from dataclasses import dataclass, field, replace

from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.times.item_times import timing_of
from meetings.template.importing.unit_kinds import scope_at_end, scope_of
from meetings.template.importing.vocabulary import (
    MAY_BE_ITEM,
    SectionName,
    TemplateSection,
    label_of,
    section_named,
    sentence_of,
)
from meetings.units.enums import AppliesTo

# A labelled line ("Ansvarlig: …") of these sections ends with the line; then the chapter before it continues.
ONE_LINE_SECTIONS = {TemplateSection.LENGTH, TemplateSection.FREQUENCY, TemplateSection.RESPONSIBLE}
# Words that may begin an item within an agenda ("Opfølgning på sidste år"), unlike "Efter mødet".
MAY_BEGIN_ITEM = {TemplateSection.FOLLOW_UP: "opfølgning", TemplateSection.PREPARATION: "forberedelse"}
MAX_HEADING_WORDS = 10


@dataclass
class _LineSummary:
    """Running summary of an agenda's lines, so that no line needs to look at all lines before it.

    `headings` counts headings by level (0 for bold lines that are no heading), `untimed` those of them without a time.
    `deepest_number` is -1 when no line is numbered.
    """

    items: bool = False
    headings: Counter[int] = field(default_factory=Counter)
    untimed: Counter[int] = field(default_factory=Counter)
    deepest_number: int = -1
    plain_number: bool = False

    def count(self, line: TextLine) -> None:
        is_timed = timing_of(line.text).is_timed
        is_numbered = line.marker is Marker.NUMBER
        self.items |= line.marker is not Marker.NONE or bool(line.heading) or line.cell is not None or is_timed
        if is_numbered:
            self.deepest_number = max(self.deepest_number, line.depth)
            self.plain_number |= not line.bold
        if line.heading or line.bold:
            self.headings[line.heading] += 1
            self.untimed[line.heading] += not is_timed


@dataclass
class Chapter:
    """A section with its lines. `heading` is the line that opened it, or `label` the part of a line that did.

    `is_one_line`: the label applies to one line (and bullets under it), after which the chapter before continues in a
    new chapter with the same heading as `above`.
    """

    section: TemplateSection
    heading: TextLine | None = None
    above: TextLine | None = None
    label: str = ""
    lines: list[TextLine] = field(default_factory=list)
    is_one_line: bool = False
    seen: _LineSummary = field(init=False, default_factory=_LineSummary)

    def __post_init__(self) -> None:
        for line in self.lines:
            self._see(line)

    def add(self, line: TextLine) -> None:
        self.lines.append(line)
        self._see(line)

    def _see(self, line: TextLine) -> None:
        if self.section is TemplateSection.AGENDA:
            self.seen.count(line)

    @property
    def level(self) -> int:
        above = self.heading or self.above
        return above.heading if above else 0

    @property
    def name(self) -> str:
        """The chapter's heading or label as written."""
        above = self.heading or self.above
        return above.text if above else self.label

    @property
    def applies_to(self) -> AppliesTo:
        """The kind of unit that the name says: "Dagsorden for skoler"."""
        return scope_of(self.name) or scope_at_end(self.name) or AppliesTo.ALL


def chapters_of(lines: list[TextLine]) -> list[Chapter]:
    """Return the chapters in order; together they contain every line once, as heading or as text."""
    chapters = [Chapter(TemplateSection.OTHER)]
    for line in lines:
        current = chapters[-1]
        opened = opening(line, current)
        labelled = None if opened else _label(line, current)
        if opened is not None:
            chapters.append(Chapter(opened.section, heading=line))
        elif labelled is not None:
            chapters.append(labelled)
        elif current.is_one_line and not line.continues and line.marker is not Marker.BULLET:
            before = next(chapter for chapter in reversed(chapters) if not chapter.is_one_line)
            chapters.append(Chapter(before.section, above=before.heading or before.above, lines=[line]))
        else:
            current.add(line)
    return chapters


def opening(line: TextLine, current: Chapter) -> SectionName | None:
    """Return the section that the line opens, OTHER for an unknown heading; None for a line of the current chapter."""
    if line.cell is not None:
        return None
    words = len(line.text.split())
    is_heading = line.heading > 0 or (line.bold and words <= MAX_HEADING_WORDS)
    if line.marker is Marker.BULLET and not line.heading:
        return None
    named = section_named(line.text, heading=is_heading)
    if current.section is TemplateSection.AGENDA:
        return _leaving_agenda(line, named, current)
    if named is not None:
        return named
    is_below = current.level and line.heading > current.level and current.section is not TemplateSection.OTHER
    if line.heading and not is_below:
        return SectionName(TemplateSection.OTHER, is_whole=False)
    return None


def _leaving_agenda(line: TextLine, named: SectionName | None, agenda: Chapter) -> SectionName | None:
    """Return the section that ends an agenda, or None.

    Its items can be headings too, so a heading must be at least on the level of the agenda's own.
    """
    stands_high = 0 < line.heading <= agenda.level or _next_in_count(line, agenda)
    if named is None or (named.section is not TemplateSection.AGENDA and timing_of(line.text).is_timed):
        closes = stands_high and not timing_of(line.text).is_timed and _has_items(agenda)
        return SectionName(TemplateSection.OTHER, is_whole=False) if closes else None
    if stands_high and (_same_numbering(line, agenda) or named.is_whole):
        return named
    if not named.is_whole or (named.section in MAY_BE_ITEM and _has_items(agenda)):
        return None
    is_numbered_item = line.marker is Marker.NUMBER and not stands_high
    weak = MAY_BEGIN_ITEM.get(named.section)
    if is_numbered_item or (named.section is TemplateSection.AGENDA and not agenda.lines):
        return None
    if weak is not None and line.text.lower().startswith(weak):
        return None if _is_among_headings(line, agenda) or _is_label_in_item(line, agenda) else named
    return named


def _same_numbering(line: TextLine, agenda: Chapter) -> bool:
    """Return whether both headings are numbered, or neither is: "3. Dagsorden" and "4. Opfølgning"."""
    return agenda.heading is not None and line.marker is agenda.heading.marker


def _next_in_count(line: TextLine, agenda: Chapter) -> bool:
    """Return whether the line is "4. Opfølgning" after "3. Dagsorden", whose items have deeper numbers, or are not bold
    as these."""
    heading = agenda.heading
    if heading is None or heading.marker is not Marker.NUMBER or line.marker is not Marker.NUMBER or line.heading:
        return False
    is_next = line.depth == heading.depth and line.ordinal == heading.ordinal + 1
    are_bold = line.bold and heading.bold
    return is_next and (agenda.seen.deepest_number > heading.depth or (are_bold and agenda.seen.plain_number))


def _is_label_in_item(line: TextLine, agenda: Chapter) -> bool:
    """Return whether the line is a label such as "Opfølgning:" in an item, unless the agenda's heading also ends in a
    colon."""
    return line.text.endswith(":") and not (agenda.heading is not None and agenda.heading.text.endswith(":"))


def _is_among_headings(line: TextLine, agenda: Chapter) -> bool:
    """Return whether headings of the same kind precede it, so it is one more item; unless several do and all of them
    give a time."""
    if not line.heading and not line.bold:
        return False
    alike = agenda.seen.headings[line.heading]
    are_timed = alike > 1 and not agenda.seen.untimed[line.heading]
    return alike > 0 and not are_timed


def _has_items(agenda: Chapter) -> bool:
    """Return whether the agenda has lines that can be its items; otherwise headings of its own level are the items."""
    return agenda.seen.items


def _label(line: TextLine, current: Chapter) -> Chapter | None:
    """Return a chapter opened by a label before its text, or None.

    In an agenda, labels belong to the item, except those of follow-up and preparation.
    """
    labelled = None if line.cell is not None else label_of(line.text)
    found = labelled or (None if line.cell is not None else sentence_of(line.text))
    is_sentence = labelled is None
    if found is None:
        return None
    section, label, rest = found
    in_agenda = current.section is TemplateSection.AGENDA
    ends_agenda = section in {TemplateSection.FOLLOW_UP, TemplateSection.PREPARATION} and line.marker is Marker.NONE
    if in_agenda and _has_items(current) and not ends_agenda:
        return None
    is_one_line = is_sentence or section in ONE_LINE_SECTIONS or (in_agenda and not ends_agenda)
    own = replace(line, text=rest, label="", marker=Marker.NONE)
    return Chapter(section, label=label, lines=[own], is_one_line=is_one_line)
