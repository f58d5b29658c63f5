"""Read cells: from text or number to a value or a problem."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from meetings.figures.parsing.choices import ColumnRole, DashMeans
from meetings.figures.parsing.figure_like import DATE
from meetings.figures.parsing.missing_value_marks import Mark, mark_in
from meetings.figures.parsing.parse_number import Number, read_number
from meetings.figures.parsing.sheet import Sheet, column_letters
from meetings.figures.values import MISSING, SUPPRESSED, Value, ValueState
from snippets.enums import Measure

MAX_QUOTE_LENGTH = 40
QUANTITY = (int, float)


class ReadCell(NamedTuple):
    """`value` is None when the cell could not be read; `problem` says why. Equal cells of a column are one object."""

    written: str
    value: Value | None
    problem: str = ""


@dataclass(frozen=True)
class Problem:
    """An error that prevents storing. `line` is 0 and `column` -1 where it concerns more than one place."""

    text: str
    line: int = 0
    column: int = -1

    def __str__(self) -> str:
        if self.line and self.column >= 0:
            return _("Row %(row)s, column %(column)s: %(text)s") % {
                "row": self.line, "column": column_letters(self.column), "text": self.text,
            }  # fmt: skip
        return _("Row %(row)s: %(text)s") % {"row": self.line, "text": self.text} if self.line else self.text


class CellReader:
    """Read the cells of one sheet. `mixed` are columns of a sheet that uses the point as a decimal sign somewhere
    and could use it for thousands elsewhere: there 1.003 can't be read without asking."""

    def __init__(self, sheet: Sheet, dash: DashMeans, mixed: frozenset[int]) -> None:
        self.sheet = sheet
        self.dash = dash
        self.mixed = mixed

    def read_column(self, column: int, role: ColumnRole, rows: Sequence[int]) -> list[ReadCell]:
        """The cell of this column in each of `rows` (indexes, from 0)."""
        cells, texts = self.sheet.column(column), self.sheet.texts_of_column(column)
        written = [(texts[row], type(cells[row]) in QUANTITY) for row in rows]
        known = {key: self._read(*key, column in self.mixed, role) for key in set(written)}
        found = [known[key] for key in written]
        if self.sheet.uncalculated:
            found = [self._formula(row, column, cell) for row, cell in zip(rows, found, strict=True)]
        return found

    def _formula(self, row: int, column: int, cell: ReadCell) -> ReadCell:
        if cell.written or (row, column) not in self.sheet.uncalculated:
            return cell
        return cell._replace(
            value=None, problem=_("The formula has no value. Open the file in your spreadsheet, save it, try again.")
        )

    def _read(self, text: str, is_quantity: bool, is_mixed: bool, role: ColumnRole) -> ReadCell:
        value: Value | None
        if is_quantity:
            value, problem = self._quantity(text, role), ""
        else:
            value, problem = self._text(text, is_mixed, role)
        cell = ReadCell(text, value, problem)
        return as_measure(cell, Measure.COUNT) if role == ColumnRole.COUNT else cell

    def _quantity(self, text: str, role: ColumnRole) -> Value:
        """A numeric cell of a spreadsheet; its text has no floating point noise."""
        number = Decimal(text.replace(",", "."))
        return _shown(number * 100 if role == ColumnRole.FRACTION else number)

    def _text(self, text: str, is_mixed: bool, role: ColumnRole) -> tuple[Value | None, str]:
        mark = mark_in(text)
        if mark == Mark.HIDDEN:
            return SUPPRESSED, ""
        if mark == Mark.MISSING:
            return MISSING, ""
        if mark == Mark.DASH:
            return self._dash()
        quoted = {"text": text[:MAX_QUOTE_LENGTH]}
        if mark == Mark.ERROR:
            return None, _("The spreadsheet shows an error (%(text)s). Correct it in the file.") % quoted
        if DATE.fullmatch(text):
            return None, _("“%(text)s” is a date. Spreadsheets turn 1-4 into a date; correct it in the file.") % quoted
        number = read_number(text)
        if number is None and text.endswith("‰"):
            return None, _("“%(text)s” is per thousand. Write it in percent.") % quoted
        if number is None:
            return None, _("“%(text)s” is not a number.") % quoted
        if number.is_grouped and is_mixed:
            return None, _("“%(text)s” can be read in two ways. Write it with a decimal comma.") % quoted
        return _shown(_in_percent(number, role)), ""

    def _dash(self) -> tuple[Value | None, str]:
        if self.dash == DashMeans.ZERO:
            return _shown(Decimal(0)), ""
        if self.dash == DashMeans.HIDDEN:
            return SUPPRESSED, ""
        if self.dash == DashMeans.MISSING:
            return MISSING, ""
        return None, _("Say below what “-” means.")


def as_measure(cell: ReadCell, measure: Measure) -> ReadCell:
    """Return the cell, with a problem if its number can't be of this measure."""
    if wrong := _impossible(cell.value, measure):
        return cell._replace(value=None, problem=wrong % {"text": cell.written[:MAX_QUOTE_LENGTH]})
    return cell


def _impossible(value: Value | None, measure: Measure) -> str:
    """Why the number can't be of this measure, as text with %(text)s; empty when it can."""
    number = value.number if value is not None else None
    if number is None or measure == Measure.SCORE:
        return ""
    if measure == Measure.COUNT:
        return (
            "" if number >= 0 and number == number.to_integral_value() else _("“%(text)s” is not a number of persons.")
        )
    return "" if 0 <= number <= 100 else _("“%(text)s” is not a share: it must be between 0 and 100 %%.")


def mixed_columns(sheet: Sheet, lines: range, columns: list[int]) -> frozenset[int]:
    """Return all `columns` when any of them has a point as decimal sign, so that 1.234 and 1,234 are ambiguous; else
    none."""
    for column in columns:
        texts = {cell for cell in sheet.column(column)[lines.start - 1 : lines.stop - 1] if isinstance(cell, str)}
        if any(number.by_point for text in texts if (number := read_number(text))):
            return frozenset(columns)
    return frozenset()


def _in_percent(number: Number, role: ColumnRole) -> Decimal:
    return number.value * 100 if role == ColumnRole.FRACTION and not number.is_percent else number.value


def _shown(number: Decimal) -> Value:
    return Value(ValueState.SHOWN, number)
