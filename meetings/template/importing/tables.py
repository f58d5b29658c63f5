"""Read an agenda in a table: find its header and the columns of title and time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.times.clock_times import clock_in_cell
from meetings.template.importing.times.durations import find_duration

START_HEAD = re.compile(
    r"^(?:ca\.? )?(?:tid\w*|kl\.?|klokken|klokkeslæt|hvornår|start\w*|fra|begynd\w*|mødetid)"
    r"(?: kl\.?)?(?: ?\(.*\))?:?$",
    re.IGNORECASE,
)
END_HEAD = re.compile(r"^(?:slut\w*|til|ender|ophør\w*|afslut\w*)(?: kl\.?)?(?: ?\(.*\))?:?$", re.IGNORECASE)
LENGTH_HEAD = re.compile(
    r"^(?:ca\.? )?(?:(?:anslået |forventet |afsat )?(?:varighed|længde|tidsforbrug)|(?:antal )?min(?:utter|\.)?|"
    r"tid(?: i |,? ?\(?(?:i )?)min\w*\.?\)?)(?: i min\w*\.?| ?\(.*\))?:?$",
    re.IGNORECASE,
)
# The first of these in a header row is the title column; later ones are content of the item.
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
# Header of a column with the kind of unit a row is for; it may be empty.
WHOM_HEAD = re.compile(
    r"^(?:(?:for )?hvem|målgruppe|område|gælder(?: for)?|enhed(?:er|stype)?|type|for|deltager(?:e|kreds)?)?$",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"^\d{1,3}\.?$")
LATEST_HOUR = 24
# A header is in one of the first rows, below the table's caption.
ROWS_TO_LOOK_FOR_HEADER = 4

Cells = dict[int, list[TextLine]]


@dataclass
class AgendaRow:
    """One row of an agenda: its subject, its time cells, and the rest as (column header, lines) in order.

    Time is in up to three cells: `time` (a start, a span or a length), `ends` and `length`. `is_across`: the row is one
    merged cell.
    """

    subject: list[TextLine]
    time: list[TextLine] = field(default_factory=list)
    ends: list[TextLine] = field(default_factory=list)
    length: list[TextLine] = field(default_factory=list)
    number: list[TextLine] = field(default_factory=list)
    rest: list[tuple[str, list[TextLine]]] = field(default_factory=list)
    is_across: bool = False

    @property
    def lines(self) -> list[TextLine]:
        others = [line for _head, cell in self.rest for line in cell]
        return [*self.number, *self.time, *self.ends, *self.length, *self.subject, *others]


@dataclass
class AgendaTable:
    """A table of times and items. `above` are the lines of rows above the header.

    `bare_minutes`: plain numbers in the time cells are minutes.
    """

    above: list[TextLine] = field(default_factory=list)
    header: list[TextLine] = field(default_factory=list)
    rows: list[AgendaRow] = field(default_factory=list)
    bare_minutes: bool = False
    has_time: bool = False


@dataclass
class _Columns:
    """The columns of subject and times, None when missing. `heads` are the header texts by column."""

    heads: dict[int, str]
    subject: int | None = None
    start: int | None = None
    end: int | None = None
    length: int | None = None

    @property
    def of_time(self) -> set[int]:
        return {column for column in (self.start, self.end, self.length) if column is not None}


def by_table(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Yield runs of lines: the text between tables, and each table."""
    for _table, run in groupby(lines, key=lambda line: line.cell.table if line.cell else None):
        yield list(run)


def rows_of(run: list[TextLine]) -> list[Cells]:
    rows: dict[int, Cells] = {}
    for line in run:
        if line.cell:
            rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append(line)
    return [rows[index] for index in sorted(rows)]


def agenda_table(run: list[TextLine], *, under_agenda: bool) -> AgendaTable | None:
    """Return the agenda in a table, recognised by its header or a column of times; None for any other table.

    `under_agenda`: the table is under the agenda's heading, where a column of items is enough; else it needs times.
    """
    above, header, body = header_of(rows_of(run))
    columns = _columns(header, body, under_agenda=under_agenda)
    times = columns.of_time
    if columns.subject is None or not body or not (times or under_agenda):
        return None
    if times and not header and not any(_is_time(text_in(cells.get(time, []))) for cells in body for time in times):
        return None
    repeated = [cells for cells in body if _repeats(cells, columns.heads)]
    return AgendaTable(
        above=[line for cells in above for cell in cells.values() for line in cell],
        header=[line for cells in [*header, *repeated] for cell in cells.values() for line in cell],
        rows=[_row(cells, columns) for cells in body if not _repeats(cells, columns.heads)],
        bare_minutes=columns.length is not None or _are_durations(columns.start, body),
        has_time=bool(times),
    )


def header_of(rows: list[Cells]) -> tuple[list[Cells], list[Cells], list[Cells]]:
    """Split rows into those above the header, the header (several rows if cells are merged), and the others."""
    for index, cells in enumerate(rows[:ROWS_TO_LOOK_FOR_HEADER]):
        if _is_header(cells):
            end = index + 1
            while end < len(rows) and _is_all_heads(rows[end]):
                end += 1
            return rows[:index], rows[index:end], rows[end:]
        if len(cells) > 1 or _has_time(cells):
            break
    return [], [], rows


def _is_header(cells: Cells) -> bool:
    return len(cells) > 1 and not _has_time(cells) and any(_is_head(text_in(cell)) for cell in cells.values())


def _is_all_heads(cells: Cells) -> bool:
    """Return whether the row is another row of the header, or repeats it."""
    texts = [text_in(cell) for cell in cells.values()]
    return len(cells) > 1 and all(_is_head(text) or CONTENT_HEAD.match(text) or WHOM_HEAD.match(text) for text in texts)


def _is_head(text: str) -> bool:
    return any(head.match(text) for head in (START_HEAD, END_HEAD, LENGTH_HEAD, SUBJECT_HEAD, NUMBER_HEAD))


def _has_time(cells: Cells) -> bool:
    return any(_is_time(text_in(cell)) for cell in cells.values())


def _repeats(cells: Cells, heads: dict[int, str]) -> bool:
    """Return whether the row repeats the header, as on a new page."""
    return len(cells) > 1 and all(
        column in heads and text_in(cell).casefold() == heads[column].casefold() for column, cell in cells.items()
    )


def _columns(header: list[Cells], body: list[Cells], *, under_agenda: bool) -> _Columns:
    """Find the columns of subject and times, by the header or else by the cells' content."""
    found = _Columns({column: text_in(cell) for cells in header for column, cell in cells.items()})
    if header:
        heads = found.heads
        found.length = _first_head(LENGTH_HEAD, heads, set())
        found.start = _first_head(START_HEAD, heads, found.of_time)
        found.end = _first_head(END_HEAD, heads, found.of_time) if found.start is not None else None
        found.subject = _subject({column: head for column, head in heads.items() if column not in found.of_time})
    else:
        _columns_of_times(found, body)
    if found.subject is None and (found.of_time or under_agenda):
        numbers = {column for column, head in found.heads.items() if NUMBER_HEAD.match(head)}
        found.subject = _first_with_words(body, found.of_time | numbers)
    return found


def _first_head(pattern: re.Pattern[str], heads: dict[int, str], taken: set[int]) -> int | None:
    return next((column for column, head in heads.items() if column not in taken and pattern.match(head)), None)


def _are_durations(column: int | None, body: list[Cells]) -> bool:
    """Return whether it is a column of plain numbers under "Tid" that cannot be hours, because they do not increase or
    are too large."""
    texts = [text_in(cells[column]) for cells in body if column is not None and column in cells]
    if not texts or not all(BARE_NUMBER.match(text) for text in texts):
        return False
    numbers = [int(text.rstrip(".")) for text in texts]
    return max(numbers) > LATEST_HOUR or numbers != sorted(set(numbers))


def _subject(heads: dict[int, str]) -> int | None:
    ranked = [
        (SUBJECT_HEADS.index(found[1].lower()), column)
        for column, head in heads.items()
        if (found := SUBJECT_HEAD.match(head))
    ]
    return min(ranked)[1] if ranked else None


def _columns_of_times(columns: _Columns, rows: list[Cells]) -> None:
    """Set the time columns of a table without header: at least two cells, and half of them, are only a time."""
    for column in sorted({column for cells in rows for column in cells}):
        texts = [text_in(cells[column]) for cells in rows if column in cells]
        times = [text for text in texts if _is_time(text)]
        if len(times) < 2 or len(times) * 2 < len(texts):
            continue
        is_clock = clock_in_cell(times[0]) is not None
        if columns.start is None and is_clock:
            columns.start = column
        elif columns.end is None and is_clock:
            columns.end = column
        elif columns.length is None and not is_clock:
            columns.length = column


def _first_with_words(rows: list[Cells], taken: set[int]) -> int | None:
    columns = sorted({column for cells in rows for column in cells} - taken)
    for column in columns:
        texts = [text_in(cells[column]) for cells in rows if column in cells]
        if any(not BARE_NUMBER.match(text) for text in texts):
            return column
    return None


def _row(cells: Cells, columns: _Columns) -> AgendaRow:
    only = next(iter(cells.values()))
    if len(cells) == 1 and only[0].cell is not None and only[0].cell.span > 1:
        return AgendaRow(only, is_across=True)
    heads = columns.heads
    named: set[int | None] = {columns.subject, *columns.of_time}
    number = [
        column
        for column, cell in cells.items()
        if column not in named and BARE_NUMBER.match(text_in(cell)) and NUMBER_HEAD.match(heads.get(column, "nr"))
    ]
    rest = [
        ("" if CONTENT_HEAD.match(heads.get(column, "")) else heads.get(column, "").rstrip(":"), cells[column])
        for column in sorted(cells)
        if column not in {*named, *number}
    ]

    def at(column: int | None) -> list[TextLine]:
        return cells.get(column, []) if column is not None else []

    return AgendaRow(
        subject=at(columns.subject),
        time=at(columns.start),
        ends=at(columns.end),
        length=at(columns.length),
        number=[line for column in number for line in cells[column]],
        rest=rest,
    )


def as_paragraph(line: TextLine, head: str) -> TextLine:
    """Return a line of another column as text of the item, with the column's header as its label."""
    if not head:
        return replace(line, cell=None)
    return replace(line, text=f"{head}: {line.as_written}", label="", marker=Marker.NONE, cell=None)


def text_in(cell: list[TextLine]) -> str:
    return " ".join(line.as_written for line in cell)


def _is_time(text: str) -> bool:
    clock, duration = clock_in_cell(text), find_duration(text)
    found = clock or duration
    return found is not None and len(text) - (found.end - found.start) <= 6
