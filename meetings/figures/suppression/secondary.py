"""Secondary cell suppression: suppress further cells until each suppressed cell could hold several numbers.

A suppressed cell is safe when there are other tables with the same visible cells and another number in it, and when
these numbers spread at least as wide as the minimum count. Within one line this holds when the suppressed cells of the
line add up to the minimum. Where sums are known both along rows and along columns it takes four cells at the corners of
a rectangle, of which two can grow by as much as the other two can shrink (the hypercube method, common in statistical
offices).
"""

from collections.abc import Iterable
from decimal import Decimal

from meetings.figures.suppression.grid import Grid, Place

#: How many rows are tried for a rectangle: first those with suppressed cells, then those with the smallest numbers.
MAX_ROWS_TRIED = 60


def suppress_secondary_cells(grid: Grid, min_width: Decimal) -> None:
    """Add secondary suppressed cells to `grid.hidden`. `min_width`: of the interval that a suppressed number may
    lie in."""
    if grid.adds_up_down and grid.adds_up_across:
        _protect_both_ways(grid, min_width)
    elif grid.adds_up_down:
        for column in grid.all_columns():
            parts, total, known = grid.down(column)
            _protect_line(grid, parts, total, known, min_width)
    elif grid.adds_up_across:
        for row in grid.all_rows():
            parts, total, known = grid.across(row)
            _protect_line(grid, parts, total, known, min_width)


def _protect_line(
    grid: Grid, parts: list[Place], total: Place | None, known_sum: Decimal | None, min_width: Decimal
) -> None:
    hidden = [place for place in parts if place in grid.hidden]
    if total in grid.hidden:
        if not hidden and parts:
            grid.hidden.add(min(parts, key=lambda place: grid.weight[place]))
        return  # a suppressed total can be any number
    if not hidden or known_sum is None:
        return
    while len(hidden) < 2 or sum(grid.weight[place] for place in hidden) < min_width:
        shown = sorted((place for place in parts if place not in grid.hidden), key=lambda place: grid.weight[place])
        if not shown:
            if total is not None:
                grid.hidden.add(total)
            return
        lacking = min_width - sum(grid.weight[place] for place in hidden)
        chosen = next((place for place in shown if grid.weight[place] >= lacking), shown[-1])
        grid.hidden.add(chosen)
        hidden.append(chosen)


def _protect_both_ways(grid: Grid, min_width: Decimal) -> None:
    for place in sorted(grid.hidden & set(grid.weight)):
        corners = _best_rectangle(grid, place, min_width)
        if corners is None:
            grid.hidden |= set(grid.weight)  # no rectangle is wide enough: suppress all cells
            return
        grid.hidden |= set(corners)  # each of the four can vary as the first does


def _best_rectangle(grid: Grid, place: Place, min_width: Decimal) -> tuple[Place, ...] | None:
    """The corners of the wide enough rectangle at `place` that suppresses least in addition; None when there is
    none."""
    row, column = place
    best: tuple[Decimal, int, tuple[Place, ...]] | None = None
    for other_row in _rows_to_try(grid, row, column):
        for other_column in grid.all_columns():
            corners = (place, (row, other_column), (other_row, column), (other_row, other_column))
            if other_column == column or any(corner not in grid.weight for corner in corners):
                continue
            if _width(grid, corners, min_width) < min_width:
                continue
            newly = [corner for corner in corners if corner not in grid.hidden]
            cost = sum((grid.weight[corner] for corner in newly), Decimal(0))
            if best is None or (cost, len(newly)) < best[:2]:
                best = (cost, len(newly), corners)
            if not newly:
                return corners
    return None if best is None else best[2]


def _rows_to_try(grid: Grid, row: int, column: int) -> Iterable[int]:
    others = [other for other in grid.all_rows() if other != row and (other, column) in grid.weight]
    if len(others) <= MAX_ROWS_TRIED:
        return others
    nearest = sorted(others, key=lambda other: ((other, column) not in grid.hidden, grid.weight[other, column]))
    return nearest[:MAX_ROWS_TRIED]


def _width(grid: Grid, corners: tuple[Place, ...], min_width: Decimal) -> Decimal:
    """The width of the interval in which the number at the first corner can vary, with the other corners moving
    along."""
    moves = zip(corners, (1, -1, -1, 1), strict=True)
    signs = {corner: move * grid.sign(corner) * grid.sign(corners[0]) for corner, move in moves}
    rooms = []
    for direction in (1, -1):
        shrinking = [grid.weight[corner] for corner, sign in signs.items() if sign * direction < 0]
        rooms.append(min(shrinking) if shrinking else min_width)
    return rooms[0] + rooms[1]
