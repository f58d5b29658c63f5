"""A sheet as it was written: text, numbers and empty cells, before anything is understood."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Written = str | int | float | None
Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class Sheet:
    """`percents` are numbers that the workbook shows as percent (0.07 as 7 %), `uncalculated` formulas without a value,
    `merged` the first and last row and column of each merged area."""

    name: str
    rows: tuple[tuple[Written, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percents: frozenset[Place] = field(default_factory=frozenset)
    uncalculated: frozenset[Place] = field(default_factory=frozenset)

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> Written:
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None

    def text_at(self, row: int, column: int) -> str:
        """What stands there, as text on one line."""
        line = self.texts[row] if row < len(self.texts) else ()
        return line[column] if column < len(line) else ""

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Every cell as text: each is asked for many times while a layout is guessed and understood."""
        return tuple(tuple([text_of(cell) for cell in row]) for row in self.rows)

    def as_plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.name, "rows": self.rows, "merged": self.merged, "percents": sorted(self.percents),
            "uncalculated": sorted(self.uncalculated),
        }  # fmt: skip

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Sheet":
        return cls(
            name=plain["name"],
            rows=tuple(tuple(row) for row in plain["rows"]),
            merged=tuple((a, b, c, d) for a, b, c, d in plain.get("merged", ())),
            percents=frozenset((row, column) for row, column in plain.get("percents", ())),
            uncalculated=frozenset((row, column) for row, column in plain.get("uncalculated", ())),
        )


@dataclass(frozen=True)
class Source:
    """What came in: its sheets with something in them, and the names of those that were hidden and left alone."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def text_of(written: Written) -> str:
    if written is None:
        return ""
    return " ".join(written.split()) if isinstance(written, str) else str(written)


def letters(column: int) -> str:
    """0 is A, 26 is AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
