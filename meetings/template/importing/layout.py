"""Turn tables used only for page layout (a column of text, or a form with labels) into plain lines."""

from dataclasses import replace

from meetings.template.importing.lines import TextLine
from meetings.template.importing.tables import (
    LENGTH_HEAD,
    START_HEAD,
    SUBJECT_HEAD,
    Cells,
    agenda_table,
    by_table,
    header_of,
    rows_of,
    text_in,
)
from meetings.template.importing.vocabulary import section_named


def without_layout(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines without layout tables: a single column becomes text, a form's labels become headings.

    A table nested in a layout table becomes a table of its own; nested in any other table, it is text of its cell.
    """
    result: list[TextLine] = []
    for run in by_table(lines):
        if run[0].cell is None:
            result += run
        elif len({line.cell.column for line in run if line.cell}) == 1:
            result += without_layout([_taken_out(line) for line in run])
        elif _is_form(run):
            result += without_layout(_form_as_lines(run))
        elif _holds_agenda(run):
            result += without_layout([_taken_out(line) for line in run])
        else:
            result += [replace(line, cell=replace(line.cell, inner=None)) if line.cell else line for line in run]
    return result


def _taken_out(line: TextLine) -> TextLine:
    """Return the line without the outermost table around it."""
    return replace(line, cell=line.cell.inner if line.cell else None)


def _holds_agenda(run: list[TextLine]) -> bool:
    """Return whether the table is no agenda itself but contains one."""
    inner = [_taken_out(line) for line in run if line.cell and line.cell.inner]
    return agenda_table(run, under_agenda=False) is None and any(
        agenda_table(table, under_agenda=False) is not None for table in by_table(inner)
    )


def _is_form(run: list[TextLine]) -> bool:
    """Return whether the table is a form: its left column has labels that name sections of a template ("Formål | At
    skabe …")."""
    rows = rows_of(run)
    named = [cells for cells in rows if _names_section(cells)]
    wide = max(len(cells) for cells in rows) > 2
    return bool(named) and not wide and len(named) * 2 >= len(rows) and not _heads_an_agenda(rows)


def _heads_an_agenda(rows: list[Cells]) -> bool:
    """Return whether the rows have the header of an agenda ("Tid | Emne"), though its first cell also names a
    section."""
    _above, header, _body = header_of(rows)
    texts = [text_in(cell) for cells in header for cell in cells.values()]
    is_timed = any(START_HEAD.match(text) or LENGTH_HEAD.match(text) for text in texts)
    return is_timed and any(SUBJECT_HEAD.match(text) for text in texts)


def _names_section(cells: Cells) -> bool:
    left = cells[min(cells)][0]
    return len(cells) > 1 and section_named(left.text, heading=True) is not None


def _form_as_lines(run: list[TextLine]) -> list[TextLine]:
    result = []
    for cells in rows_of(run):
        label = min(cells)
        for column in sorted(cells):
            for index, line in enumerate(cells[column]):
                is_label = column == label and index == 0 and len(cells) > 1
                result.append(replace(_taken_out(line), heading=2 if is_label else line.heading))
    return result
