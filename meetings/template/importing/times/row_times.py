"""Parse the time of an agenda table's row, in up to three cells: start, end, length."""

import re
from dataclasses import dataclass, field

from meetings.template.importing.lines import TextLine
from meetings.template.importing.tables import BARE_NUMBER, AgendaRow, text_in
from meetings.template.importing.times.clock_times import ClockTime, clock_in_cell
from meetings.template.importing.times.durations import find_duration

HOURS_AND_MINUTES = re.compile(r"^(\d{1,2})[:.]([0-5]\d)$")


@dataclass
class RowTime:
    """The time of a row. `read` are the lines it was read from, `unread` lines of the time cells with other text."""

    minutes: int | None = None
    begins: int | None = None
    ends: int | None = None
    read: list[TextLine] = field(default_factory=list)
    unread: list[TextLine] = field(default_factory=list)


def time_of(row: AgendaRow, *, bare_minutes: bool) -> RowTime:
    """Return start, end and length of a row, from one cell or several; a written length has precedence."""
    found = RowTime()
    minutes = _length(text_in(row.time), bare_minutes=bare_minutes)
    clock = None if bare_minutes and minutes is not None else _clock(text_in(row.time))
    end, length = _clock(text_in(row.ends)), _length_in_cell(row.length)
    for cell, is_read in ((row.time, clock or minutes), (row.ends, end), (row.length, length is not None)):
        (found.read if is_read else found.unread).extend(cell)
    if clock is not None:
        found.begins, found.ends = clock.begins, clock.ends or (end.begins if end else None)
    found.minutes = length if length is not None else minutes
    if found.minutes is None and found.begins is not None and found.ends is not None and found.ends > found.begins:
        found.minutes = found.ends - found.begins
    return found


def _clock(text: str) -> ClockTime | None:
    """Parse a time of day in a column of times, where "10" is one too."""
    return clock_in_cell(f"kl. {text}" if BARE_NUMBER.match(text) else text)


def _length(text: str, *, bare_minutes: bool) -> int | None:
    if bare_minutes and BARE_NUMBER.match(text):
        return int(text.rstrip("."))
    duration = find_duration(text)
    return duration.minutes if duration else None


def _length_in_cell(cell: list[TextLine]) -> int | None:
    """Return the minutes of a cell under "Varighed": "45", "45 min", "0:45", or a span of the day."""
    text = text_in(cell)
    minutes = _length(text, bare_minutes=True)
    if minutes is None and (found := HOURS_AND_MINUTES.match(text)):
        return int(found[1]) * 60 + int(found[2])
    clock = clock_in_cell(text) if minutes is None else None
    return clock.minutes if clock else minutes
