"""A model of an attacker who sees what is shown, knows that persons are whole numbers from 0, and can calculate."""

from decimal import Decimal
from fractions import Fraction

UNBOUNDED = 10_000


def possible(shown, cell, value):
    """True when a table exists that looks like `shown` and has `value` in the suppressed cell `cell`.

    `shown`: rows of cells, the last row and the last column being totals; a suppressed cell is None. Solved as a flow
    through the suppressed cells, with the known sums as supply and demand.
    """
    rows, columns = len(shown) - 1, len(shown[0]) - 1
    row_left, column_left = _left(shown)
    hidden = {(r, c) for r in range(rows) for c in range(columns) if shown[r][c] is None}
    source, sink, start, end = "S", "T", "s", "t"
    edges = []
    for r in range(rows):
        edges.append((start, ("r", r), *_exactly(row_left[r])))
    for c in range(columns):
        edges.append((("c", c), end, *_exactly(column_left[c])))
    for r, c in hidden:
        edges.append((("r", r), ("c", c), *((value, value) if (r, c) == cell else (0, UNBOUNDED))))
    grand = _grand(shown, hidden)
    edges.append((end, start, *_exactly(grand)))
    capacity, needed = {}, 0
    for a, b, low, high in edges:
        if high < low or low < 0:
            return False
        _add(capacity, a, b, high - low)
        _add(capacity, source, b, low)
        _add(capacity, a, sink, low)
        needed += low
    return _flow(capacity, source, sink) == needed


def _exactly(rest):
    return (0, UNBOUNDED) if rest is None else (rest, rest)


def _left(shown):
    rows, columns = len(shown) - 1, len(shown[0]) - 1
    row_left = [
        None if shown[r][columns] is None else shown[r][columns] - sum(x or 0 for x in shown[r][:columns])
        for r in range(rows)
    ]
    column_left = [
        None if shown[rows][c] is None else shown[rows][c] - sum(shown[r][c] or 0 for r in range(rows))
        for c in range(columns)
    ]
    return row_left, column_left


def _grand(shown, hidden):
    if shown[-1][-1] is None:
        return None
    return shown[-1][-1] - sum(cell or 0 for row in shown[:-1] for cell in row[:-1])


def _add(capacity, a, b, amount):
    capacity.setdefault(a, {}).setdefault(b, 0)
    capacity.setdefault(b, {}).setdefault(a, 0)
    capacity[a][b] += amount


def _flow(capacity, source, sink):
    total = 0
    while True:
        before, waiting = {source: None}, [source]
        while waiting and sink not in before:
            here = waiting.pop(0)
            for there, room in capacity.get(here, {}).items():
                if room > 0 and there not in before:
                    before[there] = here
                    waiting.append(there)
        if sink not in before:
            return total
        path, here = [], sink
        while before[here] is not None:
            path.append((before[here], here))
            here = before[here]
        room = min(capacity[a][b] for a, b in path)
        for a, b in path:
            capacity[a][b] -= room
            capacity[b][a] += room
        total += room


def derivable(equations, unknowns):
    """The unknowns that linear equations determine. `equations`: {unknown: coefficient, None: constant}."""
    rows = [{key: Fraction(factor) for key, factor in one.items()} for one in equations]
    solved = []
    for unknown in unknowns:
        pivot = next((row for row in rows if row.get(unknown)), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        factor = pivot[unknown]
        pivot = {key: value / factor for key, value in pivot.items()}
        for row in [*rows, *solved]:
            times = row.get(unknown, 0)
            if times:
                for key, value in pivot.items():
                    row[key] = row.get(key, 0) - times * value
        solved.append(pivot)
    return {
        next(key for key in row if key is not None and row[key])
        for row in solved
        if sum(bool(value) for key, value in row.items() if key is not None) == 1
    }


def plain(table):
    return [[None if cell.number is None else int(cell.number) for cell in row.cells] for row in table.rows]


__all__ = ["Decimal", "derivable", "plain", "possible"]
