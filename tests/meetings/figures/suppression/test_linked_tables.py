"""Two tables of the same figures, cut, ordered and added up in different ways, disclose no suppressed cell together."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.figures.suppression import suppress
from meetings.figures.suppression.linked_tables import EarlierTable, inner_cells, suppress_linked
from meetings.figures.values import SUPPRESSED
from snippets.enums import Measure
from tests.meetings.figures.suppression.reader import derivable
from tests.meetings.figures.tables import HIDDEN, cells, table

few = st.integers(0, 14)


@st.composite
def two_tables(draw):
    """The unsuppressed table, and two selections of its rows and columns, each with or without totals down and
    across."""
    height, width = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    truth = draw(st.lists(st.lists(few, min_size=width, max_size=width), min_size=height, max_size=height))
    return truth, [
        (
            draw(st.lists(st.integers(0, height - 1), min_size=1, max_size=height, unique=True)),
            draw(st.lists(st.integers(0, width - 1), min_size=1, max_size=width, unique=True)),
            draw(st.booleans()),
            draw(st.booleans()),
            draw(st.integers(3, 6)),
            draw(st.booleans()),
        )
        for _two in range(2)
    ]


def cut(truth, rows, columns, adds_down, adds_across):
    lines = {f"R{r}": [truth[r][c] for c in columns] for r in rows}
    if adds_down:
        lines["I alt"] = [sum(truth[r][c] for r in rows) for c in columns]
    names = [f"K{c}" for c in columns]
    if adds_across:
        names.append("I alt")
        lines = {name: [*line, sum(line)] for name, line in lines.items()}
    return table(names, lines)


def answers(truth, rows, columns, minimum):
    """The number of all answers, where it is given: only for one column, and never under the minimum (that is
    refused)."""
    whole = sum(truth[r][columns[0]] for r in rows)
    return whole if len(columns) == 1 and whole >= minimum else None


def equations(shown, adds_down, adds_across, respondents, which):  # noqa: C901  one kind of sum after the other
    """What an attacker knows of one table: sums over suppressed and shown parts, with known sums as constants."""
    parts = [row for row in shown.rows if not row.is_total]
    columns = [number for number, column in enumerate(shown.columns) if not column.is_total]
    found = []

    def add(line, total, name):
        one = {None: 0}
        for key, cell in line:
            if cell == SUPPRESSED:
                one[key] = one.get(key, 0) + 1
            else:
                one[None] += cell.number
        if total == SUPPRESSED:
            one[(which, name)] = -1
        else:
            one[None] -= total.number if hasattr(total, "number") else total
        found.append(one)

    if adds_across:
        for row in shown.rows:
            key = "I alt" if row.is_total else row.name
            line = [((which, key, c) if row.is_total else (key, shown.columns[c].name), row.cells[c]) for c in columns]
            add(line, row.cells[-1], (key, "I alt"))
    if adds_down:
        for c in columns:
            line = [((row.name, shown.columns[c].name), row.cells[c]) for row in parts]
            last = shown.rows[-1].cells[c]
            add(line, last, ("I alt", c))
            if last == SUPPRESSED and adds_across:  # the same unknown in the row of totals
                found[-1][(which, "I alt", c)] = found[-1].pop((which, ("I alt", c)))
    if respondents is not None and len(columns) == 1:
        add([((row.name, shown.columns[columns[0]].name), row.cells[columns[0]]) for row in parts], respondents, "n")
    return found


#: Brought again without the sums across: a sum that the first hides, and the second's own would show.
SUM_SHOWN_LATER = ([[0, 0, 0], [0, 3, 4]], [([0, 1], [0, 1, 2], True, across, 3, False) for across in (True, False)])


@settings(max_examples=600, deadline=None)
@example(SUM_SHOWN_LATER)
@given(two_tables())
def test_no_equation_of_both_tables_gives_a_suppressed_number(drawn):
    truth, selections = drawn
    (rows, columns, *adds, minimum, with_n), (rows2, columns2, *adds2, minimum2, with_n2) = selections
    minimum = max(minimum, minimum2)  # a higher minimum of the newer one would suppress the older one again
    n = answers(truth, rows, columns, minimum) if with_n else None
    n2 = answers(truth, rows2, columns2, minimum2) if with_n2 else None
    older = suppress(cut(truth, rows, columns, *adds), measure=Measure.COUNT, minimum=minimum, respondents=n)
    linked = later(cut(truth, rows2, columns2, *adds2), older, minimum=minimum2, n=n2, of_older=n)
    newer, n2 = linked.table, linked.respondents
    there, here = dict(inner_cells(older)), dict(inner_cells(newer))
    assert all(here[key] == SUPPRESSED for key in there.keys() & here.keys() if there[key] == SUPPRESSED)
    known = [*equations(older, *adds, n, 1), *equations(newer, *adds2, n2, 2)]
    # A cell that one table suppresses only because of the other may be shown in the other: it is not sensitive.
    told = {
        (r, c): value.number
        for shown in (older, newer)
        for row in shown.rows if not row.is_total
        for r, c, value in ((row.name, column.name, cell)
                            for column, cell in zip(shown.columns, row.cells, strict=True) if not column.is_total)
        if value != SUPPRESSED
    }  # fmt: skip
    for one in known:
        for key in [key for key in one if key in told]:
            one[None] += one.pop(key) * told[key]
    unknowns = sorted({key for one in known for key in one if key is not None}, key=repr)
    secrets = {(f"R{r}", f"K{c}") for r in rows for c in columns if truth[r][c] < minimum}
    secrets |= {(f"R{r}", f"K{c}") for r in rows2 for c in columns2 if truth[r][c] < minimum2}
    assert not derivable(known, unknowns) & secrets


def later(read, older, *, measure=Measure.COUNT, minimum=5, n=None, of_older=None):
    """The later table as it may be shown beside an earlier one."""
    alone = suppress(read, measure=measure, minimum=minimum, respondents=n)
    before = [EarlierTable(older, measure, of_older)]
    return suppress_linked(alone, before, truth=read, measure=measure, minimum=minimum, respondents=n)


FOUR = {"4.a": [3], "4.b": [17], "4.c": [21], "I alt": [41]}


def test_the_same_table_with_a_different_minimum():
    older = suppress(table(["Elever"], FOUR), measure=Measure.COUNT, minimum=20)
    assert cells(suppress(table(["Elever"], FOUR), measure=Measure.COUNT, minimum=3))["4.a"] == [3]
    newer = later(table(["Elever"], FOUR), older, minimum=3).table
    assert cells(newer) == {"4.a": ["*"], "4.b": ["*"], "4.c": [21], "I alt": [41]}


def test_no_difference_between_two_totals_is_disclosed():
    """41 - 38 would be the three of 4.a."""
    older = suppress(table(["Elever"], FOUR), measure=Measure.COUNT, minimum=5)
    newer = later(table(["Elever"], {"4.b": [17], "4.c": [21], "I alt": [38]}), older)
    assert cells(newer.table) == {"4.b": ["*"], "4.c": [21], "I alt": ["*"]}
    assert newer.undecided == (0,)


@pytest.mark.parametrize("columns", [["Enig", "Uenig"], ["Enig", "Andet"]])
def test_shares_that_add_up_to_100_percent(columns):
    older = suppress(table(["Enig", "Hverken", "Uenig"], {"4.a": [60, 20, 20]}, {"4.a": 20}),
                     measure=Measure.SHARE, minimum=5)  # fmt: skip
    assert HIDDEN in cells(older)["4.a"]
    newer = later(table(columns, {"4.a": [60, 40]}, {"4.a": 20}), older, measure=Measure.SHARE)
    there = dict(inner_cells(older))
    for key, value in inner_cells(newer.table):
        assert value == SUPPRESSED or there.get(key) == value


def test_a_corrected_table_is_shown_with_its_new_numbers():
    """The same cells and sums: suppressed cells stay suppressed, and corrected numbers are shown."""
    older = suppress(table(["Elever"], FOUR), measure=Measure.COUNT, minimum=5)
    newer = later(table(["Elever"], {**FOUR, "4.c": [25], "I alt": [45]}), older)
    assert cells(newer.table) == {"4.a": ["*"], "4.b": ["*"], "4.c": [25], "I alt": [45]}
    assert not newer.undecided
