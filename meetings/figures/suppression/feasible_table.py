"""What somebody who sees only what is shown could put in the hidden cells."""

from decimal import Decimal

from meetings.figures.suppression.grid import Grid, Place

ROUNDS = 40


def fill_hidden(grid: Grid) -> None:
    """Gives each hidden cell a weight that fits every sum that is known: a table that looks the same from outside.

    Reckoning from it needs none of the real numbers, so that a table that was hidden once is not hidden further when it
    is hidden again. Sums are met in turns (iterative proportional fitting); what no sum speaks of keeps its own weight.
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
