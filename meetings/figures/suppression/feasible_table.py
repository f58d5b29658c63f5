"""Estimate suppressed cells from what is shown, as an attacker could."""

from decimal import Decimal

from meetings.figures.suppression.grid import Grid, Place

ROUNDS = 40


def fill_suppressed_cells(grid: Grid) -> None:
    """Replace the weight of each suppressed cell by one that fits every known sum: a table with the same visible cells.

    Secondary suppression then needs none of the real numbers, so a suppressed table is not suppressed further when it
    is suppressed again. Uses iterative proportional fitting; a cell that is in no known sum keeps its weight.
    """
    lines = []
    if grid.adds_up_down:
        lines += [grid.down(column) for column in grid.all_columns()]
    if grid.adds_up_across:
        lines += [grid.across(row) for row in grid.all_rows()]
    left: list[tuple[list[Place], Decimal]] = []
    for parts, _total, known in lines:
        hidden = [place for place in parts if place in grid.hidden]
        if known is not None and hidden:
            rest = known - sum(grid.weight[place] for place in parts if place not in grid.hidden)
            left.append((hidden, max(rest, Decimal(0))))
    for place in {place for hidden, _rest in left for place in hidden}:
        grid.weight[place] = Decimal(1)
    for _round in range(ROUNDS):
        for hidden, rest in left:
            now = sum(grid.weight[place] for place in hidden)
            for place in hidden:
                grid.weight[place] = grid.weight[place] * rest / now if now else Decimal(0)
    for place in grid.weight:
        grid.weight[place] = round(grid.weight[place], 6)
