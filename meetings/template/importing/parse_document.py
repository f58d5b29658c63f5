"""Parse the lines of a document into a template without dropping any text."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from meetings.template.enums import Requirement
from meetings.template.importing.agenda_items import AgendaReader
from meetings.template.importing.emphasis import emphasised
from meetings.template.importing.item_content import ContentReader, Mode
from meetings.template.importing.keep_unrecognised import keep_unrecognised
from meetings.template.importing.layout import without_layout
from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.parsed_template import ParsedItem, ParsedTemplate
from meetings.template.importing.people.participants import (
    heading_of_participants,
    is_about_something_else,
    participants_in,
)
from meetings.template.importing.people.person_names import persons_in
from meetings.template.importing.preparation import step_in
from meetings.template.importing.refusals import NoAgenda
from meetings.template.importing.report import Meaning, Report
from meetings.template.importing.sections import Chapter, chapters_of
from meetings.template.importing.times.meeting_length import clock_minutes, length_in_sentence
from meetings.template.importing.times.school_year import school_year_in
from meetings.template.importing.title import find_title, title_in_front_matter
from meetings.template.importing.unnamed_agenda import with_agenda
from meetings.template.importing.vocabulary import TemplateSection, section_named
from meetings.units.enums import AppliesTo

# A duration in lines of these meanings is that of a step or an item, not of the meeting.
MEANINGS_WITH_OWN_TIME = {Meaning.PREPARATION, Meaning.FOLLOW_UP, Meaning.ITEM, Meaning.BREAK, Meaning.MINUTES}
LIST_MODES = {
    TemplateSection.DATA: Mode.DATA,
    TemplateSection.FOCUS: Mode.FOCUS,
    TemplateSection.PERSPECTIVES: Mode.PERSPECTIVES,
}


def parse_document(lines: list[TextLine]) -> ParsedTemplate:
    """Parse the lines into a template. Raises `NoAgenda` when no agenda items are found.

    Every word of every visible line is in the result: in a field of its own, or in `kept_as_text`.
    """
    return _Recogniser(lines).parsed()


class _Recogniser:
    def __init__(self, lines: list[TextLine]) -> None:
        self._all = lines
        self._report = Report(lines)
        self._template = ParsedTemplate()
        self._texts: dict[str, list[str]] = defaultdict(list)

    def parsed(self) -> ParsedTemplate:
        """Run the recognition, once per instance."""
        template, report = self._template, self._report
        running = without_layout([line for line in self._all if line.place.is_running_text])
        title = find_title(running)
        if title is not None:
            template.title = title.text
            report.add(title, Meaning.TITLE, title.as_written)
            running = [line for line in running if line is not title]
        elif named := title_in_front_matter(self._all):
            template.title = named[1]
            report.add(named[0], Meaning.TITLE, named[0].text, target=named[1])
        for chapter in with_agenda(chapters_of(running), title):
            self._chapter(chapter)
        for name, texts in self._texts.items():
            setattr(template, name, "\n".join(texts).strip())
        if not any(not item.is_break for item in template.items):
            raise NoAgenda
        self._length_of_items()
        keep_unrecognised(self._all, template, report)
        self._over_all_lines()
        template.report = report.lines
        template.emphasis = {line.number: line.emphasis for line in self._all if line.emphasis}
        return template

    def _chapter(self, chapter: Chapter) -> None:
        """Read one section; lines that are not recognised stay unused and are kept as text afterwards."""
        self._report.where = chapter.name
        if chapter.heading is not None:
            self._heading(chapter.heading, chapter)
        elif chapter.lines and chapter.label:
            self._template.headings.append(chapter.label)
            self._report.add(chapter.lines[0], Meaning.HEADING, chapter.label)
        for line in chapter.lines:
            self._report.stand(line, chapter.name)
        readers: dict[TemplateSection, Callable[[Chapter], None]] = {
            TemplateSection.PURPOSE: self._purpose,
            TemplateSection.CONTRIBUTES: self._contributes,
            TemplateSection.PARTICIPANTS: self._participants,
            TemplateSection.LENGTH: self._length,
            TemplateSection.FREQUENCY: self._frequency,
            TemplateSection.RESPONSIBLE: self._responsible,
            TemplateSection.PREPARATION: self._preparation,
            TemplateSection.AGENDA: self._agenda,
            TemplateSection.FOLLOW_UP: self._follow_up,
            TemplateSection.DATA: self._content,
            TemplateSection.FOCUS: self._content,
            TemplateSection.PERSPECTIVES: self._content,
        }
        reader = readers.get(chapter.section)
        if reader is not None:
            reader(chapter)

    def _heading(self, line: TextLine, chapter: Chapter) -> None:
        """Record a heading. One that says more than its section's name, or is unknown, is also kept as text."""
        self._report.stand(line, "")
        named = section_named(line.text, heading=True)
        says_all = named is not None and (named.is_whole or chapter.applies_to is not AppliesTo.ALL)
        if chapter.section is TemplateSection.OTHER or not says_all:
            return
        self._template.headings.append(line.as_written)
        self._report.add(line, Meaning.HEADING, line.as_written)

    # Sections

    def _purpose(self, chapter: Chapter) -> None:
        for line in chapter.lines:
            text = emphasised(line.as_written, line.emphasis)
            self._texts["purpose"].append(text)
            self._report.add(line, Meaning.PURPOSE, line.as_written)

    def _contributes(self, chapter: Chapter) -> None:
        in_list = any(line.marker is not Marker.NONE for line in chapter.lines)
        listed = [line for line in chapter.lines if line.marker is not Marker.NONE] if in_list else chapter.lines
        for line in listed:
            self._template.contributes_to.append(line.text)
            self._report.add(line, Meaning.CONTRIBUTES_TO, line.as_written, target=line.text)

    def _participants(self, chapter: Chapter) -> None:
        requirement = Requirement.MUST
        for line in chapter.lines:
            under = heading_of_participants(line.text)
            if under is not None:
                requirement = under
                self._template.headings.append(line.as_written)
                self._report.add(line, Meaning.HEADING, line.as_written)
                continue
            if length_in_sentence(line.text) is not None or is_about_something_else(line):
                continue
            for participant in participants_in(line.text, line.number, requirement):
                self._template.participants.append(participant)
                self._report.add(line, Meaning.PARTICIPANT, participant.text)

    def _length(self, chapter: Chapter) -> None:
        for line in chapter.lines:
            minutes = clock_minutes(line.text)
            if minutes is not None:
                self._set_length(line, line.as_written, minutes)

    def _frequency(self, chapter: Chapter) -> None:
        for line in chapter.lines:
            self._texts["frequency"].append(line.as_written)
            self._report.add(line, Meaning.FREQUENCY, line.as_written)
            minutes = clock_minutes(line.text)
            if minutes is not None:
                self._set_length(line, line.as_written, minutes)

    def _responsible(self, chapter: Chapter) -> None:
        for line in chapter.lines:
            self._texts["responsible"].append(line.as_written)
            self._report.add(line, Meaning.RESPONSIBLE, line.as_written)

    def _preparation(self, chapter: Chapter) -> None:
        for line in chapter.lines:
            step = step_in(line.text, line.number, in_list=line.marker is not Marker.NONE)
            if step is not None:
                self._template.preparation.append(step)
                self._report.add(line, Meaning.PREPARATION, line.as_written, target=step.title or line.text)

    def _follow_up(self, chapter: Chapter) -> None:
        for line in chapter.lines:
            self._template.follow_up.append(line.text)
            self._report.add(line, Meaning.FOLLOW_UP, line.as_written, target=line.text)

    def _content(self, chapter: Chapter) -> None:
        """Read data, focus topics or perspectives under a heading of their own."""
        mode = LIST_MODES[chapter.section]
        reader = ContentReader(self._template.content, self._report, applies_to=chapter.applies_to, mode=mode)
        reader.read([replace(line, cell=None) for line in chapter.lines])

    def _agenda(self, chapter: Chapter) -> None:
        reader = AgendaReader(self._report, chapter.applies_to)
        self._template.items += reader.read(chapter.lines)
        self._template.headings += reader.headers
        self._report.where = chapter.name
        for total in reader.totals:
            self._set_total(*total)
        minutes = clock_minutes(chapter.name)
        if minutes is not None:
            self._set_total(minutes, chapter.name)
        for line in reader.intro:
            self._report.stand(line, chapter.name)
            found = length_in_sentence(line.text)
            if found is not None:
                self._set_length(line, line.as_written, found)

    # The length of the meeting

    def _set_length(self, line: TextLine, text: str, minutes: int) -> None:
        self._set_total(minutes, text)
        self._report.add(line, Meaning.LENGTH, text)

    def _set_total(self, minutes: int, text: str) -> None:
        """Take the first length named in the document as the meeting's; keep the text of all of them."""
        if self._template.total_minutes is None:
            self._template.total_minutes = minutes
        self._texts["length_text"].append(text)

    def _length_of_items(self) -> None:
        """Set a missing length of the meeting from other lines, or from the items' minutes if all have them.

        Also reports the items without a time.
        """
        template = self._template
        for line in self._all:
            has_own_time = self._report.is_any_of(line, MEANINGS_WITH_OWN_TIME) or not line.place.is_running_text
            if template.total_minutes is None and not has_own_time:
                found = length_in_sentence(line.text)
                if found is not None:
                    template.total_minutes = found
        if template.total_minutes is None and all(item.minutes is not None for item in template.items):
            template.total_minutes = max(
                _sum_for(kind, template.items) for kind in (AppliesTo.SCHOOL, AppliesTo.DAYCARE)
            )
            template.total_is_sum = True
        by_number = {line.number: line for line in self._all}
        for item in template.items:
            if item.minutes is None:
                self._report.add(by_number[item.line], Meaning.NO_MINUTES, "", target=item.title)

    def _over_all_lines(self) -> None:
        """Find the school year and the names of persons, which can be in any line."""
        template = self._template
        read = [line for line in self._all if not line.place.is_left_out]
        year, line = school_year_in(read)
        if line is not None:
            template.school_year = year
            self._report.add(line, Meaning.SCHOOL_YEAR, "", target=year)
        template.persons = persons_in(read)
        by_number = {line.number: line for line in self._all}
        for person in template.persons:
            self._report.add(by_number[person.line], Meaning.PERSON, "", target=person.name)


def _sum_for(kind: AppliesTo, items: list[ParsedItem]) -> int:
    """Return the sum of the items' minutes for one kind of unit."""
    return sum(item.minutes or 0 for item in items if item.applies_to in {kind, AppliesTo.ALL})
