"""The grid that secondary suppression works on: weights of cells, suppressed cells, and the sums an attacker knows."""

from dataclasses import dataclass, field
from decimal import Decimal

Place = tuple[int, int]  # row, column


@dataclass
class Grid:
    """Rows and columns of inner cells, and at most one row and one column of marginal totals, which may be suppressed
    too.

    `weight` is mostly the number of persons behind a cell; a cell without a weight is missing. `sums_of_rows` and
    `sums_of_columns` are known although no cell shows them: 100 %, or the number of answers.
    """

    weight: dict[Place, Decimal]
    hidden: set[Place]
    rows: list[int]
    columns: list[int]
    total_row: int | None = None
    total_column: int | None = None
    sums_of_rows: dict[int, Decimal] = field(default_factory=dict)
    sums_of_columns: dict[int, Decimal] = field(default_factory=dict)

    @property
    def adds_up_down(self) -> bool:
        return self.total_row is not None or bool(self.sums_of_columns)

    @property
    def adds_up_across(self) -> bool:
        return self.total_column is not None or bool(self.sums_of_rows)

    def sign(self, place: Place) -> int:
        """The sign with which a cell moves in a shift: a marginal total moves with its parts, a part against the
        others."""
        return (-1 if place[0] == self.total_row else 1) * (-1 if place[1] == self.total_column else 1)

    def all_rows(self) -> list[int]:
        return [*self.rows, *([] if self.total_row is None else [self.total_row])]

    def all_columns(self) -> list[int]:
        return [*self.columns, *([] if self.total_column is None else [self.total_column])]

    def down(self, column: int) -> tuple[list[Place], Place | None, Decimal | None]:
        """The inner cells of a column, its marginal total if the table has one, and the sum if an attacker knows it."""
        parts = [(row, column) for row in self.rows if (row, column) in self.weight]
        total = None if self.total_row is None else (self.total_row, column)
        return self._line(parts, total, self.sums_of_columns.get(column))

    def across(self, row: int) -> tuple[list[Place], Place | None, Decimal | None]:
        """The same for a row."""
        parts = [(row, column) for column in self.columns if (row, column) in self.weight]
        total = None if self.total_column is None else (row, self.total_column)
        return self._line(parts, total, self.sums_of_rows.get(row))

    def _line(
        self, parts: list[Place], total: Place | None, known_sum: Decimal | None
    ) -> tuple[list[Place], Place | None, Decimal | None]:
        if total is None or total not in self.weight:
            return parts, None, known_sum
        return parts, total, None if total in self.hidden else self.weight[total]
