"""The visible cells of one sheet: without what is hidden, with numbers in their number format."""

from remarks import Cell, Remarks

Rows = list[list[Cell]]
#: calamine leaves errors out, so one may lie beyond the last value, within these limits.
MAX_ROWS, MAX_COLUMNS = 50_000, 1000
#: Limit on the cells under all merged areas together; in a valid workbook areas don't overlap.
MAX_UNDER_MERGED = 400_000


class SheetTooLong(Exception):
    pass


def as_seen(rows: Rows, remarks: Remarks) -> dict[str, object]:
    """Change `rows` in place, and return JSON-ready data.

    It has the rows, merged areas, `uncalculated`, and the indexes of `hidden_rows`, `hidden_columns` and places of
    `unseen` cells that had content. Raises SheetTooLong.
    """
    unseen = [*_write(rows, remarks), *_in_their_format(rows, remarks)]
    _show_merged(rows, remarks)
    hidden_rows, hidden_columns, uncalculated = _without_hidden(rows, remarks)
    _without_empty_edge(rows, uncalculated)
    return {
        "rows": rows,
        "merged": remarks.merged,
        "uncalculated": sorted(uncalculated),
        "hidden_rows": hidden_rows,
        "hidden_columns": hidden_columns,
        "unseen": [place for place in unseen if not remarks.hides_row(place[0]) and place[1] not in hidden_columns],
    }


def _write(rows: Rows, remarks: Remarks) -> list[tuple[int, int]]:
    """Write `remarks.shown` into the cells, also beyond the last value. Return the places where nothing is shown."""
    for (row, column), shown in remarks.shown.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown
        elif shown is not None and row < MAX_ROWS and column < MAX_COLUMNS:
            rows.extend([] for _row in range(len(rows), row + 1))
            rows[row] += [None] * (column - len(rows[row])) + [shown]
    return [place for place, shown in remarks.shown.items() if shown is None]


def _in_their_format(rows: Rows, remarks: Remarks) -> list[tuple[int, int]]:
    """Apply number formats. Return the places where the format shows nothing."""
    if not remarks.formats:
        return []
    from number_format import number_as_shown

    unseen = []
    for (row, column), code in remarks.formats.items():
        stored = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(stored, (int, float)):
            rows[row][column] = number_as_shown(stored, code)
            if rows[row][column] is None:
                unseen.append((row, column))
    return unseen


def _show_merged(rows: Rows, remarks: Remarks) -> None:
    """Keep only the value of a merged area, in its first cell; if that is hidden, in the first visible one."""
    width, under = max(map(len, rows), default=0), 0
    hidden = remarks.hidden_columns_up_to(width)
    for top, left, bottom, right in remarks.merged:
        bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
        under += max(0, bottom - top + 1) * max(0, right - left + 1)
        if under > MAX_UNDER_MERGED:
            raise SheetTooLong
        if top > bottom or left > right:
            continue
        shown = rows[top][left] if left < len(rows[top]) else None
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [None] * len(row[left : right + 1])
        row_seen = next((row for row in range(top, bottom + 1) if not remarks.hides_row(row)), top)
        column_seen = next((column for column in range(left, right + 1) if column not in hidden), left)
        rows[row_seen] += [None] * (column_seen + 1 - len(rows[row_seen]))
        rows[row_seen][column_seen] = shown


def _without_hidden(rows: Rows, remarks: Remarks) -> tuple[list[int], list[int], set[tuple[int, int]]]:
    """Empty hidden rows and columns. Return those that had content, and the visible formulas without a value."""
    width = max(map(len, rows), default=0)
    hidden = remarks.hidden_columns_up_to(max(width, 1 + max((place[1] for place in remarks.uncalculated), default=0)))
    hidden_rows, hidden_columns = [], set()
    for number, row in enumerate(rows):
        if remarks.hides_row(number):
            if any(value is not None for value in row):
                hidden_rows.append(number)
            row.clear()
            continue
        for column in hidden:
            if column < len(row) and row[column] is not None:
                hidden_columns.add(column)
                row[column] = None
    seen_formulas = {
        (row, column) for row, column in remarks.uncalculated if not remarks.hides_row(row) and column not in hidden
    }
    return hidden_rows, sorted(hidden_columns), seen_formulas


def _without_empty_edge(rows: Rows, uncalculated: set[tuple[int, int]]) -> None:
    last = max([place[0] for place in uncalculated], default=-1)
    while len(rows) > last + 1 and all(value is None for value in rows[-1]):
        rows.pop()
    for row in rows:
        while row and row[-1] is None:
            row.pop()
