"""What a table in a template is for: laying out the page, a form with labels, the agenda, or something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from meetings.template.importing.clock import clock_in_cell
from meetings.template.importing.durations import find_duration
from meetings.template.importing.lines import Line, Marker
from meetings.template.importing.vocabulary import section_named

TIME_HEAD = re.compile(
    r"^(?:ca\.? )?(?:tid\w*|kl\.?|klokken|klokkeslæt|varighed|minutter|min\.?|hvornår|start)(?: ?\(.*\))?:?$",
    re.IGNORECASE,
)
MINUTES_HEAD = re.compile(r"min|varighed", re.IGNORECASE)
# The first of these that a header row has is the item; the later ones are then what the item says.
SUBJECT_HEADS = [
    "dagsordenspunkt",
    "punkt",
    "emne",
    "overskrift",
    "tema",
    "titel",
    "aktivitet",
    "program",
    "hvad",
    "dagsorden",
    "indhold",
]
SUBJECT_HEAD = re.compile(rf"^({'|'.join(SUBJECT_HEADS)})(?:er|ter|et|r)?:?$", re.IGNORECASE)
NUMBER_HEAD = re.compile(r"^(?:nr\.?|#|pkt\.?|punkt nr\.?|nummer)$", re.IGNORECASE)
CONTENT_HEAD = re.compile(
    r"^(?:indhold|beskrivelse|uddybning|noter?|proces|bemærkninger|form|hvad|program|aktivitet)(?:er)?:?$",
    re.IGNORECASE,
)
# Over a column that says which kind of unit a row is for; it may have no head at all.
WHOM_HEAD = re.compile(
    r"^(?:(?:for )?hvem|målgruppe|område|gælder(?: for)?|enhed(?:er|stype)?|type|for|deltager(?:e|kreds)?)?$",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"^\d{1,3}\.?$")

Cells = dict[int, list[Line]]


@dataclass
class Row:
    """One row of an agenda: its subject, what it says about time, and the rest of its cells in order."""

    subject: list[Line]
    time: list[Line]
    number: list[Line]
    rest: list[tuple[str, list[Line]]]
    is_across: bool = False

    @property
    def lines(self) -> list[Line]:
        return [*self.number, *self.time, *self.subject, *(line for _head, cell in self.rest for line in cell)]


@dataclass
class AgendaTable:
    """A table of time and items; `bare_minutes` says that its time column holds plain numbers."""

    header: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    bare_minutes: bool = False
    has_time: bool = False


def by_table(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines: the text between tables, and each table."""
    for _table, run in groupby(lines, key=lambda line: line.cell.table if line.cell else None):
        yield list(run)


def without_layout(lines: list[Line]) -> list[Line]:
    """The lines with tables that only lay out the page taken apart: one column is text, labels are headings."""
    result: list[Line] = []
    for run in by_table(lines):
        if run[0].cell is None:
            result += run
        elif len({line.cell.column for line in run if line.cell}) == 1:
            result += [replace(line, cell=None) for line in run]
        elif _is_form(run):
            result += _form_as_text(run)
        else:
            result += run
    return result


def _is_form(run: list[Line]) -> bool:
    """Labels in the left column name sections of a template: "Formål | At skabe …"."""
    rows = _rows(run)
    named = [cells for cells in rows if _names_section(cells)]
    wide = max(len(cells) for cells in rows) > 2
    return bool(named) and not wide and len(named) * 2 >= len(rows)


def _names_section(cells: Cells) -> bool:
    left = cells[min(cells)][0]
    return len(cells) > 1 and section_named(left.text, heading=True) is not None


def _form_as_text(run: list[Line]) -> list[Line]:
    result = []
    for cells in _rows(run):
        label = min(cells)
        for column in sorted(cells):
            for index, line in enumerate(cells[column]):
                is_label = column == label and index == 0 and len(cells) > 1
                result.append(replace(line, cell=None, heading=2 if is_label else line.heading))
    return result


def _rows(run: list[Line]) -> list[Cells]:
    rows: dict[int, Cells] = {}
    for line in run:
        if line.cell:
            rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append(line)
    return [rows[index] for index in sorted(rows)]


def agenda_table(run: list[Line], *, under_agenda: bool) -> AgendaTable | None:
    """The agenda in a table: told by its header row, else by a column of times; None for any other table.

    Under the heading of the agenda a column of items is enough, elsewhere there must be times.
    """
    rows = _rows(run)
    header, body = _header(rows)
    heads = {column: " ".join(line.as_written for line in cell) for column, cell in header.items()}
    time = next((column for column, head in heads.items() if TIME_HEAD.match(head)), None)
    subject = _subject(heads)
    if not header:
        time = _column_of_times(body)
    if subject is None and (time is not None or under_agenda):
        subject = _first_with_words(
            body, {time} | {column for column, head in heads.items() if NUMBER_HEAD.match(head)}
        )
    if subject is None or (time is None and not under_agenda) or not body:
        return None
    if time is not None and not header and not any(_is_time(_text(cells.get(time, []))) for cells in body):
        return None
    return AgendaTable(
        header=[line for cell in header.values() for line in cell],
        rows=[_row(cells, time, subject, heads) for cells in body],
        bare_minutes=time is not None and bool(MINUTES_HEAD.search(heads.get(time, ""))),
        has_time=time is not None,
    )


def _header(rows: list[Cells]) -> tuple[Cells, list[Cells]]:
    first = rows[0]
    named = sum(
        1 for cell in first.values() if any(head.match(_text(cell)) for head in (TIME_HEAD, SUBJECT_HEAD, NUMBER_HEAD))
    )
    is_header = named >= 1 and len(first) > 1 and not any(_is_time(_text(cell)) for cell in first.values())
    return (first, rows[1:]) if is_header else ({}, rows)


def _subject(heads: dict[int, str]) -> int | None:
    ranked = [
        (SUBJECT_HEADS.index(found[1].lower()), column)
        for column, head in heads.items()
        if (found := SUBJECT_HEAD.match(head))
    ]
    return min(ranked)[1] if ranked else None


def _column_of_times(rows: list[Cells]) -> int | None:
    """A column where at least two cells, and at least half of them, hold a time and nothing else."""
    columns = sorted({column for cells in rows for column in cells})
    for column in columns:
        texts = [_text(cells[column]) for cells in rows if column in cells]
        times = sum(1 for text in texts if _is_time(text))
        if times >= 2 and times * 2 >= len(texts):
            return column
    return None


def _first_with_words(rows: list[Cells], taken: set[int | None]) -> int | None:
    columns = sorted({column for cells in rows for column in cells} - taken)
    for column in columns:
        texts = [_text(cells[column]) for cells in rows if column in cells]
        if any(not BARE_NUMBER.match(text) for text in texts):
            return column
    return None


def _row(cells: Cells, time: int | None, subject: int, heads: dict[int, str]) -> Row:
    across = len(cells) == 1 and len(heads) > 1 and next(iter(cells.values()))[0].cell.span > 1  # type: ignore[union-attr]
    if across:
        return Row(next(iter(cells.values())), [], [], [], is_across=True)
    number = [
        column
        for column, cell in cells.items()
        if column not in {time, subject}
        and (BARE_NUMBER.match(_text(cell)) and NUMBER_HEAD.match(heads.get(column, "nr")))
    ]
    rest = [
        ("" if CONTENT_HEAD.match(heads.get(column, "")) else heads.get(column, "").rstrip(":"), cells[column])
        for column in sorted(cells)
        if column not in {time, subject, *number}
    ]
    return Row(
        subject=cells.get(subject, []),
        time=cells.get(time, []) if time is not None else [],
        number=[line for column in number for line in cells[column]],
        rest=rest,
    )


def as_paragraph(line: Line, head: str) -> Line:
    """A line of another column as text of the item, with the column's header as its label."""
    if not head:
        return replace(line, cell=None)
    return replace(line, text=f"{head}: {line.as_written}", label="", marker=Marker.NONE, cell=None)


def _text(cell: list[Line]) -> str:
    return " ".join(line.as_written for line in cell)


def _is_time(text: str) -> bool:
    clock, duration = clock_in_cell(text), find_duration(text)
    found = clock or duration
    return found is not None and len(text) - (found.end - found.start) <= 6
