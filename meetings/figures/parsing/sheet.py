"""A sheet of visible cells (text, numbers or empty) before its layout is interpreted."""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property, lru_cache

from foundation.text.json_object import JsonObject

CellContent = str | int | float | None
Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class Sheet:
    """`uncalculated` are formulas without a value, `merged` the first and last row and column of each merged area.

    Not read, and empty in `rows`: `hidden_rows`, `hidden_columns`, and `unseen` cells whose number format shows
    nothing.
    """

    name: str
    rows: tuple[tuple[CellContent, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    uncalculated: frozenset[Place] = field(default_factory=frozenset)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    unseen: tuple[Place, ...] = ()

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> CellContent:
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None

    def text_at(self, row: int, column: int) -> str:
        """The cell as text on one line; empty outside the sheet."""
        line = self.texts[row] if row < len(self.texts) else ()
        return line[column] if column < len(line) else ""

    def column(self, column: int) -> list[CellContent]:
        """The cells of all rows in this column."""
        return [row[column] if column < len(row) else None for row in self.rows]

    def texts_of_column(self, column: int) -> list[str]:
        return [row[column] if column < len(row) else "" for row in self.texts]

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Every cell as text. Cached, because each is used many times while the layout is guessed."""
        return tuple([tuple(map(text_of, row)) for row in self.rows])

    @cached_property
    def merged_from(self) -> dict[Place, Place]:
        """Map each merged cell within the rows to the first cell of its area. Overlapping areas, which no program
        writes, are read only until they cover as many cells as the sheet has."""
        found: dict[Place, Place] = {}
        places = len(self.rows) * self.width
        for top, left, bottom, right in self.merged:
            rows, columns = range(top, min(bottom + 1, len(self.rows))), range(left, min(right + 1, self.width))
            places -= len(rows) * len(columns)
            if places < 0:
                break
            found.update(((row, column), (top, left)) for row in rows for column in columns)
        return found

    def as_plain(self) -> dict[str, object]:
        """A JSON-ready dict."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**plain, "uncalculated": sorted(self.uncalculated)}

    @classmethod
    def from_plain(cls, plain: JsonObject) -> "Sheet":
        return cls(
            name=plain["name"],
            rows=tuple(tuple(row) for row in plain["rows"]),
            merged=tuple((a, b, c, d) for a, b, c, d in plain.get("merged", ())),
            uncalculated=frozenset((row, column) for row, column in plain.get("uncalculated", ())),
            hidden_rows=tuple(plain.get("hidden_rows", ())),
            hidden_columns=tuple(plain.get("hidden_columns", ())),
            unseen=tuple((row, column) for row, column in plain.get("unseen", ())),
        )


@dataclass(frozen=True)
class FiguresFile:
    """The non-empty visible sheets of a file, the names of hidden sheets, which were not read, and a word whose
    letters look wrongly decoded."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
    odd_word: str = ""


def text_of(content: CellContent) -> str:
    """Return the cell on one line; a number with a decimal comma."""
    if isinstance(content, str):
        return " ".join(content.split())
    return "" if content is None else _text_of_number(content)


@lru_cache(maxsize=10_000, typed=True)
def _text_of_number(number: int | float) -> str:
    if isinstance(number, int):
        return str(number)
    text = format(number, ".12g")
    return (format(Decimal(text), "f") if "e" in text else text).replace(".", ",")


def column_letters(column: int) -> str:
    """Return the column's letters: 0 is A, 26 is AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
