"""Build agenda items from lines: title, time, kind of unit, and the content below."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.template.importing.agenda_item_starts import (
    is_break,
    is_end_of_day,
    is_group,
    item_starts,
    time_only_minutes,
)
from meetings.template.importing.item_content import ContentReader
from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.lists_in_text import sentences
from meetings.template.importing.markers import NUMBER_ALONE, split_marker
from meetings.template.importing.parsed_template import ParsedItem, ParsedItemText
from meetings.template.importing.report import Meaning, Report, words_of
from meetings.template.importing.tables import (
    BARE_NUMBER,
    WHOM_HEAD,
    AgendaRow,
    AgendaTable,
    agenda_table,
    as_paragraph,
    by_table,
)
from meetings.template.importing.times.durations import find_duration
from meetings.template.importing.times.item_times import MAX_TITLE_WORDS, ItemTime, is_cut_wrongly, timing_of
from meetings.template.importing.times.row_times import RowTime, time_of
from meetings.template.importing.unit_kinds import only_scope, scope_of
from meetings.template.importing.vocabulary import TOTAL
from meetings.units.enums import AppliesTo

# Abbreviations whose full stop is kept at the end of a title.
ABBREVIATED = re.compile(r"\b(?:evt|m\.?m|m\.?v|osv|o\.\s?lign)\.[ :]*$", re.IGNORECASE)

FOR_WHOM = re.compile(r"^(?:gælder(?: for)?|målgruppe|for hvem)\s*:\s+(?=\S)", re.IGNORECASE)
BOTH = re.compile(r"^(?:alle|begge|skoler og dagtilbud|dagtilbud og skoler)\.?$", re.IGNORECASE)


@dataclass
class _Draft:
    """An unfinished item, with the times of day it begins and ends, in minutes from midnight, where given."""

    item: ParsedItem
    begins: int | None = None
    ends: int | None = None


class AgendaReader:
    """Read the lines of an agenda into items.

    `intro` are the lines before the first item, `totals` pairs of minutes and text of lines that give a sum, `headers`
    the header cells of the agenda's tables.
    """

    def __init__(self, report: Report, applies_to: AppliesTo) -> None:
        self._report = report
        self._applies_to = applies_to
        self._agenda = report.where
        self._drafts: list[_Draft] = []
        self._minutes_so_far = 0
        self.intro: list[TextLine] = []
        self.totals: list[tuple[int, str]] = []
        self.headers: list[str] = []

    def read(self, lines: list[TextLine]) -> list[ParsedItem]:
        """Return the items; a missing length is computed from when the next item begins."""
        runs = [(run, agenda_table(run, under_agenda=True) if run[0].cell else None) for run in by_table(lines)]
        has_timed_table = any(table is not None and table.has_time for _run, table in runs)
        for index, (run, table) in enumerate(runs):
            if table is not None:
                self._table(table)
            else:
                is_before_table = index + 1 < len(runs) and runs[index + 1][1] is not None
                text = [replace(line, cell=None) for line in run]
                self._text(text, has_timed_table=has_timed_table, is_before_table=is_before_table)
        self._fill_times()
        return [draft.item for draft in self._drafts]

    # Text

    def _text(self, lines: list[TextLine], *, has_timed_table: bool, is_before_table: bool) -> None:
        starts = item_starts(lines)
        if (self._drafts or has_timed_table) and not any(timing_of(lines[index].text).is_timed for index in starts):
            starts = []  # text before or after the agenda's table
        first = starts[0] if starts else len(lines)
        self._rest_of_last(self._without_group(lines[:first], lines[first : first + 1], is_before_table))
        for start, end in pairwise([*starts, len(lines)]):
            rest = self._without_group(lines[start + 1 : end], lines[end : end + 1], is_before_table)
            self._item(lines[start], rest)

    def _without_group(self, lines: list[TextLine], following: list[TextLine], is_before_table: bool) -> list[TextLine]:
        """Return the lines of an item without headings at the end that belong to the next items ("Eftermiddag")."""
        if not following and not is_before_table:
            return lines
        end = len(lines)
        while end and is_group(lines[end - 1], following[0] if following else None):
            end -= 1
        self._between(lines[end:])
        return lines[:end]

    def _between(self, lines: list[TextLine]) -> None:
        """Place lines between the items, which belong to none; `keep_unrecognised` keeps them as text."""
        for line in lines:
            self._report.stand(line, self._agenda)

    def _item(self, first: TextLine, rest: list[TextLine]) -> None:
        if self._is_sum(first) or self._ends_the_day(first):
            self._rest_of_last(rest)
            return
        timing = timing_of(first.text)
        if not timing.title.strip(" .()") and rest:  # the time is alone above the title
            self._report.add(first, Meaning.MINUTES, first.text)
            first, rest, timing = rest[0], rest[1:], replace(timing, title=rest[0].text)
        if NUMBER_ALONE.match(timing.title) and rest:  # "Punkt 1" alone above the title
            self._report.add(first, Meaning.HEADING, first.as_written)
            below = timing_of(rest[0].text)
            timing = below if below.is_timed else replace(timing, title=rest[0].text)
            first, rest = rest[0], rest[1:]
        title, more = _cut_title(timing.title)
        more = f"{more} {timing.more}".strip()
        item = self._start(first, title, timing, more)
        rest = self._time_below(self._drafts[-1], rest)
        if more:
            rest = [replace(first, text=more, marker=Marker.NONE, label="", heading=0, bold=False), *rest]
        self._content(item, self._scope_below(item, rest))

    def _rest_of_last(self, rest: list[TextLine]) -> None:
        if self._drafts:
            self._content(self._drafts[-1].item, rest)
        else:
            self.intro += rest

    def _start(self, line: TextLine, title: str, timing: ItemTime, more: str = "") -> ParsedItem:
        """Begin a new item. `more` is the line's text after the title, whose kind of unit does not count here."""
        number, title = _without_number(title or line.text)
        item = ParsedItem(
            title=title,
            minutes=timing.minutes,
            time_text=timing.text,
            applies_to=scope_of(line.text.removesuffix(more)) or self._applies_to,
            is_break=is_break(title),
            line=line.number,
        )
        if number:
            item.labels.append(number)
        self._drafts.append(_Draft(item, timing.begins, timing.ends))
        self._minutes_so_far += timing.minutes or 0
        self._report.where = title
        self._report.stand(line, title)
        written = f"{line.label} {number} {title}"
        self._report.add(line, Meaning.BREAK if item.is_break else Meaning.ITEM, written, target=title)
        if timing.text:
            self._report.add(line, Meaning.MINUTES, timing.text)
            if is_cut_wrongly(title):
                self._report.add(line, Meaning.DOUBTFUL_TIME, "", target=title)
        return item

    def _time_below(self, draft: _Draft, rest: list[TextLine]) -> list[TextLine]:
        """Take the time from one of the three lines below a title without one; return the other lines."""
        if draft.item.minutes is not None:
            return rest
        for index, line in enumerate(rest[:3]):
            minutes = time_only_minutes(line.text)
            if minutes is not None:
                timing = timing_of(line.text)
                draft.item.minutes = minutes
                self._minutes_so_far += minutes
                draft.begins, draft.ends = timing.begins or draft.begins, timing.ends or draft.ends
                draft.item.time_text = f"{draft.item.time_text} {line.as_written}".strip()
                self._report.add(line, Meaning.MINUTES, line.text)
                return rest[:index] + rest[index + 1 :]
        return rest

    def _scope_below(self, item: ParsedItem, rest: list[TextLine]) -> list[TextLine]:
        """Take the kind of unit ("Kun skoler") from the first sentence below the title; return the other lines."""
        rest = [line for line in rest if not self._says_for_whom(item, line)]
        if not rest:
            return rest
        first, *others = rest
        words, *behind = sentences(first.text) or [first.text]
        scope = None if first.heading or first.bold else only_scope(words)
        if scope is None or any(only_scope(line.text) not in {None, scope} for line in others):
            return rest  # no kind, or the kind of one of several parts
        item.applies_to = scope
        self._label(item, first, words)
        return [replace(first, text=" ".join(behind), marker=Marker.NONE, label=""), *others] if behind else others

    def _says_for_whom(self, item: ParsedItem, line: TextLine) -> bool:
        """Take the kind of unit from a line such as "Gælder for: Skoler" anywhere in the item. Return whether it is
        one."""
        found = FOR_WHOM.match(line.text)
        scope = only_scope(line.text[found.end() :]) if found else None
        if found is None or (scope is None and not BOTH.match(line.text[found.end() :])):
            return False
        item.applies_to = scope or item.applies_to
        self._label(item, line, line.as_written)
        return True

    def _label(self, item: ParsedItem, line: TextLine, text: str) -> None:
        """Record text as a label: the item's fields already express it."""
        item.labels.append(text)
        self._report.stand(line, item.title)
        self._report.add(line, Meaning.HEADING, text)

    def _content(self, item: ParsedItem, lines: list[TextLine]) -> None:
        lines = [line for line in lines if not self._is_sum(line)]
        for line in lines:
            self._report.stand(line, item.title)
        ContentReader(item, self._report, applies_to=item.applies_to).read(lines)

    # Tables

    def _table(self, table: AgendaTable) -> None:
        self._between(table.above)
        for line in table.header:
            self.headers.append(line.as_written)
            self._report.add(line, Meaning.HEADING, line.as_written)
        for row in table.rows:
            self._row(row, table)

    def _row(self, row: AgendaRow, table: AgendaTable) -> None:
        subject = row.subject
        if self._is_sum_row(row, table):
            return
        if not subject:
            self._keep(row.lines)
            return
        timing = timing_of(subject[0].text)
        row_time = time_of(row, bare_minutes=table.bare_minutes)
        if not timing.is_timed and not row_time.read and self._is_beside_items(row):
            return
        if row_time.read:
            timing = _with_time(timing, row_time, title=timing.title or subject[0].text)
        if self._ends_the_day(subject[0], timing):
            for line in row_time.read:
                self._report.add(line, Meaning.PART, line.as_written)
            reported = {subject[0].number, *(line.number for line in row_time.read)}
            self._keep([line for line in row.lines if line.number not in reported])
            return
        title, more = _cut_title(timing.title)
        more = f"{more} {timing.more}".strip()
        item = self._start(subject[0], title, timing, more)
        for line in row_time.read:
            self._report.stand(line, item.title)
            self._report.add(line, Meaning.MINUTES, line.as_written)
        for line in row.number:
            self._report.add(line, Meaning.ITEM, line.as_written, target=item.title)
        if row_time.unread:
            self._content(item, [replace(line, cell=None) for line in row_time.unread if words_of(line.text)])
        below = [replace(subject[0], text=more, label="", marker=Marker.NONE, bold=False, cell=None)] if more else []
        below += [replace(line, cell=None) for line in subject[1:]]
        below += self._other_cells(item, row)
        self._content(item, self._scope_below(item, below))

    def _is_beside_items(self, row: AgendaRow) -> bool:
        """Take a row without a time that is no item: a heading of a part of the day, or a remark across all columns.
        Return whether it is one."""
        first = row.subject[0]
        if len(row.lines) == 1 and is_group(first, None, is_across=row.is_across):
            self._between(row.lines)
            return True
        if row.is_across and not is_break(first.text):
            self._keep(row.lines)
            return True
        return False

    def _other_cells(self, item: ParsedItem, row: AgendaRow) -> list[TextLine]:
        """Return the lines of the other cells; a cell that names the kind of unit sets the item's instead."""
        found: list[TextLine] = []
        for head, cell in row.rest:
            whom = only_scope(cell[0].text) if len(cell) == 1 and WHOM_HEAD.match(head) else None
            if whom is not None:
                item.applies_to = whom
                self._label(item, cell[0], cell[0].as_written)
                continue
            filled = [line for line in cell if words_of(line.text)]  # a cell with only a dash is empty
            found += [as_paragraph(line, head if index == 0 else "") for index, line in enumerate(filled)]
        return found

    def _keep(self, lines: list[TextLine]) -> None:
        """Keep text of a table that is no item: as parts of the item above, or in `intro`."""
        for line in lines:
            if self._drafts:
                item = self._drafts[-1].item
                item.parts.append(ParsedItemText(line.as_written, item.applies_to, line.number))
                self._report.stand(line, item.title)
                self._report.add(line, Meaning.KEPT, line.as_written)
            else:
                self.intro.append(replace(line, cell=None))

    # Times

    def _is_sum(self, line: TextLine) -> bool:
        """Take a line such as "I alt: 4 timer" as the length of the meeting. Return whether it is one."""
        found = find_duration(line.text)
        if found is None or not TOTAL.match(line.text) or not self._covers_all(found.minutes):
            return False
        self.totals.append((found.minutes, line.as_written))
        self._report.add(line, Meaning.LENGTH, line.as_written)
        return True

    def _covers_all(self, minutes: int) -> bool:
        """Return whether a sum is the meeting's; one below the minutes so far is that of one item."""
        return minutes >= self._minutes_so_far

    def _is_sum_row(self, row: AgendaRow, table: AgendaTable) -> bool:
        """Take a table row such as "I alt | 180" as the length of the meeting. Return whether it is one."""
        if not any(TOTAL.match(line.text) for line in row.lines):
            return False
        texts = [line.as_written for line in row.lines]
        found = find_duration(" ".join(texts))
        bare = next((int(text.rstrip(".")) for text in texts if BARE_NUMBER.match(text)), None)
        minutes = found.minutes if found else bare if table.bare_minutes else None
        if minutes is None or not self._covers_all(minutes):
            return False
        self.totals.append((minutes, " ".join(texts)))
        for line in row.lines:
            self._report.add(line, Meaning.LENGTH, line.as_written)
        return True

    def _ends_the_day(self, line: TextLine, timing: ItemTime | None = None) -> bool:
        """Take a line such as "15.00 Tak for i dag" as the end of the item before it. Return whether it is one."""
        own = timing or timing_of(line.text)
        if not self._drafts or own.begins is None or own.minutes is not None or not is_end_of_day(line.text):
            return False
        last = self._drafts[-1]
        last.ends = last.ends or own.begins
        last.item.parts.append(
            ParsedItemText(f"{line.as_written} {own.text if timing else ''}".strip(), last.item.applies_to, line.number)
        )
        self._report.add(line, Meaning.PART, line.as_written)
        return True

    def _fill_times(self) -> None:
        """Set the minutes of items that only say when they begin: they last until the next begins."""
        next_begins: int | None = None
        for draft in reversed(self._drafts):
            ends = draft.ends or next_begins
            if draft.item.minutes is None and draft.begins is not None and ends is not None and ends > draft.begins:
                draft.item.minutes = ends - draft.begins
            next_begins = draft.begins


def _without_number(title: str) -> tuple[str, str]:
    """Split "Punkt 1: Velkomst" into ("Punkt 1:", "Velkomst"), for lines with the number after the time."""
    marker, _depth, label, rest = split_marker(title)
    return (label, rest) if marker is Marker.NUMBER else ("", title)


def _cut_title(text: str) -> tuple[str, str]:
    """Split a paragraph into the title and the text after it, which is empty when it is all title."""
    if len(text.split()) <= MAX_TITLE_WORDS:
        return text.rstrip(" :") if ABBREVIATED.search(text) else text.rstrip(" .:"), ""
    pieces = sentences(text)
    if len(pieces) > 1 and len(pieces[0].split()) <= MAX_TITLE_WORDS:
        return pieces[0].rstrip(" ."), " ".join(pieces[1:])
    label, separator, rest = text.partition(": ")
    if separator and len(label.split()) <= MAX_TITLE_WORDS:
        return label, rest
    return text, ""


def _with_time(timing: ItemTime, row_time: RowTime, *, title: str) -> ItemTime:
    """Return the timing of a title, overridden by the row's time cells."""
    text = " ".join([*(line.as_written for line in row_time.read), timing.text]).strip()
    minutes = timing.minutes if row_time.minutes is None else row_time.minutes
    return replace(timing, title=title, minutes=minutes, begins=row_time.begins, ends=row_time.ends, text=text)
