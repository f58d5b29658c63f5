"""A table of figures: named rows and columns of values, and its JSON form."""

from dataclasses import dataclass, replace
from decimal import Decimal

from foundation.text.json_object import JsonObject
from meetings.figures.values import MISSING, SUPPRESSED, Value, ValueState

MAX_ROWS = 5000
MAX_COLUMNS = 40


@dataclass(frozen=True)
class Column:
    name: str
    is_total: bool = False


@dataclass(slots=True)  # not frozen: there are thousands of rows, and each would be made in three times the time
class TableRow:
    """`count` is the number of persons behind the row; None when it is not known. Never changed."""

    name: str
    cells: tuple[Value, ...]
    count: Value | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """`corner` is the heading of the row names: "Klasse". If all rows or all columns are marked as totals, none of
    them is: a lone column "I alt" is the total of nothing."""

    corner: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]

    def __post_init__(self) -> None:
        for name in ("rows", "columns"):
            lines = getattr(self, name)
            if lines and all(line.is_total for line in lines):
                object.__setattr__(self, name, tuple(replace(line, is_total=False) for line in lines))

    @property
    def has_counts(self) -> bool:
        return any(row.count is not None for row in self.rows)

    @property
    def hides_any(self) -> bool:
        return any(SUPPRESSED in (*row.cells, row.count) for row in self.rows)

    @property
    def shows_none(self) -> bool:
        """Whether there are figures and each is suppressed."""
        states = {cell.state for row in self.rows for cell in row.cells}
        return ValueState.SUPPRESSED in states and ValueState.SHOWN not in states

    @property
    def hidden_cells(self) -> int:
        return sum(cell == SUPPRESSED for row in self.rows for cell in row.cells)

    def rounded(self, decimals: int) -> "Table":
        """Round to the precision shown: 33,3333 % of a class would disclose the number of its pupils."""
        rows = [
            replace(row, cells=tuple(cell.rounded(decimals) for cell in row.cells),
                    count=None if row.count is None else row.count.rounded(0))
            for row in self.rows
        ]  # fmt: skip
        return replace(self, rows=tuple(rows))

    def as_json(self) -> dict[str, object]:
        return {
            "corner": self.corner,
            "columns": [{"name": column.name, "is_total": column.is_total} for column in self.columns],
            "rows": [
                {
                    "name": row.name,
                    "is_total": row.is_total,
                    "cells": [_plain(cell) for cell in row.cells],
                    "count": None if row.count is None else _plain(row.count),
                }
                for row in self.rows
            ],
        }

    @classmethod
    def from_json(cls, plain: JsonObject) -> "Table":
        return cls(
            corner=plain["corner"],
            columns=tuple(Column(one["name"], one["is_total"]) for one in plain["columns"]),
            rows=tuple(
                TableRow(
                    name=one["name"],
                    cells=tuple(map(_value, one["cells"])),
                    count=None if one["count"] is None else _value(one["count"]),
                    is_total=one["is_total"],
                )
                for one in plain["rows"]
            ),
        )


def _plain(value: Value) -> str:
    """The number as text, or the name of the state: no number is stored for a suppressed value."""
    return str(value.state) if value.number is None else str(value.number)


def _value(plain: str) -> Value:
    states = {ValueState.SUPPRESSED.value: SUPPRESSED, ValueState.MISSING.value: MISSING}
    return states[plain] if plain in states else Value(ValueState.SHOWN, Decimal(plain))
