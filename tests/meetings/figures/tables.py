"""Shorthand for building and reading tables in tests."""

from decimal import Decimal

from meetings.figures.reading.headings import names_a_total
from meetings.figures.table import Column, Table, TableRow
from meetings.figures.values import MISSING, SUPPRESSED, Value, ValueState

HIDDEN = "*"


def value(written):
    if written == HIDDEN:
        return SUPPRESSED
    return MISSING if written is None else Value(ValueState.SHOWN, Decimal(str(written)))


def table(columns, rows, counts=None, corner="Klasse"):
    """`rows`: {name: [numbers]}. Names such as “I alt” mark totals, for rows and for columns."""
    counts = counts or {}
    return Table(
        corner,
        tuple(Column(name, names_a_total(name)) for name in columns),
        tuple(
            TableRow(
                name,
                tuple(map(value, cells)),
                value(counts[name]) if name in counts else None,
                names_a_total(name),
            )
            for name, cells in rows.items()
        ),
    )


def cells(table):
    """{name: [number, "*" or None]}"""
    return {row.name: [written(cell) for cell in row.cells] for row in table.rows}


def written(cell):
    if cell == SUPPRESSED:
        return HIDDEN
    return None if cell.number is None else float(cell.number)
