"""Compare the numbers of two tables, whatever their rows are called."""

import re
from decimal import Decimal

from meetings.figures.table import Table
from snippets.enums import Measure


def totals_differ_by_few(table: Table, older: Table, minimum: int) -> bool:
    """Return whether the totals of two one-column tables differ by fewer than `minimum` persons, but not by 0: 41
    pupils, and 38 of them."""
    mine, theirs = _sum_of_parts(table), _sum_of_parts(older)
    return mine is not None and theirs is not None and 0 < abs(mine - theirs) < minimum


def _sum_of_parts(table: Table) -> Decimal | None:
    """The sum of the parts of a table with one column of parts; None for other tables and while a part is unknown."""
    columns = [number for number, column in enumerate(table.columns) if not column.is_total]
    numbers = [row.cells[columns[0]].number for row in table.rows if not row.is_total] if len(columns) == 1 else []
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def leaves_few_persons(counts: Table, whole: int, minimum: int) -> bool:
    """Return whether a row or column of numbers of persons holds a number under `minimum`, or leaves fewer than
    `minimum` of `whole`."""
    lines = [list(row.cells) for row in counts.rows if not row.is_total]
    lines += map(list, zip(*lines, strict=True))
    numbers = [[cell.number for cell in line if cell.number is not None] for line in lines]
    return any(number < minimum for line in numbers for number in line) or any(
        len(known) < len(line) or whole - sum(known, Decimal(0)) < minimum
        for line, known in zip(lines, numbers, strict=True)
    )


def smallest_count(table: Table, measure: Measure, respondents: int | None) -> Decimal | None:
    """Return the smallest number of persons shown in a table, as a cell, a marginal total or a number of answers; None
    without one. 0 is ignored."""
    shown = [row.count.number for row in table.rows if row.count is not None]
    if measure == Measure.COUNT:
        shown += [cell.number for row in table.rows for cell in row.cells]
    known = [number for number in shown if number]
    return min([*known, *([Decimal(respondents)] if respondents else [])], default=None)


def shares_disclose_few_persons(
    one: Table, measure: Measure, answers: int | None, two: Table, measure2: Measure, answers2: int | None, minimum: int
) -> bool:
    """Return whether a percent in one table, applied to a number of persons in the other, gives fewer than `minimum`
    persons."""
    return _disclose_few(one, measure, smallest_count(two, measure2, answers2), minimum) or _disclose_few(
        two, measure2, smallest_count(one, measure, answers), minimum
    )


def _disclose_few(shares: Table, measure: Measure, count: Decimal | None, minimum: int) -> bool:
    if measure != Measure.SHARE or count is None:
        return False
    shown = [cell.number for row in shares.rows if row.count is None for cell in row.cells if cell.number is not None]
    return any(0 < number < 100 and min(number, 100 - number) * count / 100 < minimum for number in shown)


#: "4.a", "4. årgang", "5. klasse": the number in front is the grade.
GRADE = re.compile(r"(\d{1,2})\s*+(?:\.\s*+)?(?:[a-zæøå]|kl\.?|klasse|årgang|klassetrin)?", re.IGNORECASE)


def have_no_grade_in_common(one: Table, other: Table) -> bool:
    """Return whether all rows of both tables are classes or grades, and no grade occurs in both. 4.a and 4.b are of one
    grade."""
    mine, theirs = _grades(one), _grades(other)
    return bool(mine) and bool(theirs) and not mine & theirs


def _grades(table: Table) -> set[str]:
    """The grades of the rows; empty when a row is something else."""
    found = [GRADE.fullmatch(row.name.strip()) for row in table.rows if not row.is_total]
    return {match[1] for match in found if match} if all(found) else set()
