"""Property tests: whatever the numbers, no suppressed cell can be computed from what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.figures.suppression import suppress
from meetings.figures.values import SUPPRESSED
from snippets.enums import Measure
from tests.meetings.figures.suppression.reader import derivable, plain, possible
from tests.meetings.figures.tables import HIDDEN, table

few = st.integers(0, 14)
minimums = st.integers(3, 6)


def sizes(least=1):
    return st.tuples(st.integers(least, 4), st.integers(least, 4))


@st.composite
def counted(draw, *, marks=False, rows_add_up=True, columns_add_up=True):
    """Numbers of persons with totals at the bottom and at the right. With `marks`, some are suppressed in the file
    already."""
    height, width = draw(sizes(2))
    numbers = draw(st.lists(st.lists(few, min_size=width, max_size=width), min_size=height, max_size=height))
    full = [[*row, sum(row)] for row in numbers]
    full.append([sum(column) for column in zip(*full, strict=True)])
    return full


def as_table(full, hidden=()):
    names = [f"K{number}" for number in range(len(full[0]) - 1)] + ["I alt"]
    rows = [f"R{number}" for number in range(len(full) - 1)] + ["I alt"]
    return table(
        names,
        {
            name: [HIDDEN if (r, c) in hidden else number for c, number in enumerate(row)]
            for r, (name, row) in enumerate(zip(rows, full, strict=True))
        },
    )


def spread(shown, cell, true, need):
    """How many neighbouring numbers are possible in `cell`, up to `need`."""
    found = 0
    for step in (1, -1):
        number = true + step
        while found < need and possible(shown, cell, number):
            found += 1
            number += step
    return found


@settings(max_examples=250, deadline=None)
@given(counted(), minimums)
def test_with_totals_both_ways(full, minimum):
    hidden = suppress(as_table(full), measure=Measure.COUNT, minimum=minimum)
    shown = plain(hidden)
    for r, row in enumerate(full[:-1]):
        for c, number in enumerate(row[:-1]):
            if shown[r][c] is None:
                assert possible(shown, (r, c), number), "the real table is one of those that look like this"
                assert spread(shown, (r, c), number, minimum) >= minimum
            else:
                assert number >= minimum


@settings(max_examples=150, deadline=None)
@given(counted(), minimums, st.data())
def test_with_cells_suppressed_in_the_file(full, minimum, data):
    """Whoever made the file suppressed some cells, with or without secondary suppression."""
    places = [(r, c) for r in range(len(full) - 1) for c in range(len(full[0]) - 1)]
    before = data.draw(st.sets(st.sampled_from(places), max_size=4))
    shown = plain(suppress(as_table(full, before), measure=Measure.COUNT, minimum=minimum))
    for r, c in before:
        assert shown[r][c] is None
        assert spread(shown, (r, c), full[r][c], 1) >= 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(few, min_size=2, max_size=5), min_size=1, max_size=3), minimums)
def test_with_one_line_of_totals(columns, minimum):
    """Totals at the bottom only: each column is independent."""
    height = min(map(len, columns))
    columns = [column[:height] for column in columns]
    rows = {f"R{r}": [column[r] for column in columns] for r in range(height)}
    rows["I alt"] = [sum(column) for column in columns]
    hidden = suppress(table([f"K{c}" for c in range(len(columns))], rows), measure=Measure.COUNT, minimum=minimum)
    for c, column in enumerate(columns):
        gone = [r for r in range(height) if hidden.rows[r].cells[c] == SUPPRESSED]
        assert all(number >= minimum for r, number in enumerate(column) if r not in gone)
        if gone and hidden.rows[height].cells[c] != SUPPRESSED:
            assert len(gone) > 1
            assert sum(column[r] for r in gone) >= minimum


@settings(max_examples=150, deadline=None)
@given(counted(), minimums)
def test_no_equation_gives_a_suppressed_number(full, minimum):
    """The same by linear algebra, over all suppressed cells, totals included."""
    hidden = suppress(as_table(full), measure=Measure.COUNT, minimum=minimum)
    equations, unknowns = equations_of(plain(hidden))
    assert derivable(equations, unknowns) == set()


@settings(max_examples=100, deadline=None)
@given(counted(), minimums)
def test_suppressing_twice_shows_no_more(full, minimum):
    once = suppress(as_table(full), measure=Measure.COUNT, minimum=minimum)
    twice = suppress(once, measure=Measure.COUNT, minimum=minimum)
    for before, after in zip(plain(once), plain(twice), strict=True):
        assert all(b is not None or a is None for b, a in zip(before, after, strict=True))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.lists(st.integers(10, 50), min_size=2, max_size=2)), min_size=2, max_size=5
    ),
    minimums,
)  # fmt: skip
def test_averages_with_the_number_of_answers(groups, minimum):
    """The average of all and those of the other groups do not disclose a small group's."""
    if not any(count for count, _scores in groups):
        return
    rows = {f"R{number}": scores for number, (_count, scores) in enumerate(groups)}
    counts = {f"R{number}": count for number, (count, _scores) in enumerate(groups)}
    rows["I alt"] = [1, 1]
    counts["I alt"] = sum(count for count, _scores in groups)
    hidden = suppress(table(["Trivsel", "Ro"], rows, counts), measure=Measure.SCORE, minimum=minimum)
    gone = [number for number, row in enumerate(hidden.rows[:-1]) if row.count == SUPPRESSED]
    for number, row in enumerate(hidden.rows[:-1]):
        small = groups[number][0] < minimum
        assert not small or (row.count == SUPPRESSED and all(cell == SUPPRESSED for cell in row.cells))
        assert row.count != SUPPRESSED or all(cell == SUPPRESSED for cell in row.cells)
    if gone and hidden.rows[-1].count != SUPPRESSED:
        assert len(gone) > 1
        assert sum(groups[number][0] for number in gone) >= minimum


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=5), min_size=1, max_size=4), minimums)
def test_shares_that_add_up_to_100_percent(answers, minimum):
    """Percents of a known number of answers, which add up to 100."""
    width = min(map(len, answers))
    rows, counts, people = {}, {}, {}
    for number, row in enumerate(answers):
        row = row[:width]
        if not sum(row):
            continue
        name = f"R{number}"
        counts[name], people[name] = sum(row), row
        rows[name] = [round(100 * one / sum(row), 4) for one in row]
    if not rows:
        return
    columns = [f"S{number}" for number in range(width)]
    hidden = suppress(table(columns, rows, counts), measure=Measure.SHARE, minimum=minimum)
    for row in hidden.rows:
        gone = [c for c, cell in enumerate(row.cells) if cell == SUPPRESSED]
        assert all(people[row.name][c] >= minimum for c in range(width) if c not in gone)
        if gone and len(gone) < width:
            assert len(gone) > 1
            assert sum(people[row.name][c] for c in gone) >= minimum


def equations_of(shown):
    unknowns = [(r, c) for r, row in enumerate(shown) for c, cell in enumerate(row) if cell is None]
    equations = []
    height, width = len(shown), len(shown[0])
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    for line in lines:
        equation = {None: 0}
        for place in line:
            sign = -1 if place == line[-1] else 1
            number = shown[place[0]][place[1]]
            if number is None:
                equation[place] = sign
            else:
                equation[None] += sign * number
        equations.append(equation)
    return equations, unknowns


@pytest.mark.parametrize("respondents", [None, 45])
def test_a_known_number_of_answers_counts_as_a_total(respondents):
    full = table(["Elever"], {"0. klasse": [3], "1. klasse": [17], "2. klasse": [25]})
    hidden = suppress(full, measure=Measure.COUNT, minimum=5, respondents=respondents)
    assert [cell[0] for cell in plain(hidden)] == ([None, 17, 25] if respondents is None else [None, None, 25])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5), minimums, st.booleans())
def test_shares_with_the_number_of_answers_behind_the_whole(people, minimum, down):
    """“4 %” with “25 answers” under the table is one person, whether answers stand across or down."""
    whole = sum(people)
    if whole < minimum:
        return
    names = [f"S{number}" for number in range(len(people))]
    shares = [round(100 * one / whole, 1) for one in people]
    figures = table(["Andel"], dict(zip(names, [[share] for share in shares], strict=True))) if down else (
        table(names, {"Klassen": shares})
    )  # fmt: skip
    hidden = suppress(figures, measure=Measure.SHARE, minimum=minimum, respondents=whole)
    shown = [cell for row in hidden.rows for cell in row.cells]
    gone = [number for number, cell in enumerate(shown) if cell == SUPPRESSED]
    assert all(one >= minimum for number, one in enumerate(people) if number not in gone)
    assert not gone or len(gone) == len(people) or sum(people[number] for number in gone) >= minimum


@pytest.mark.parametrize("shares", [[96], [4], [96, 4]])
def test_a_share_that_leaves_one_person_over_is_suppressed(shares):
    figures = table([f"S{number}" for number in range(len(shares))], {"Klassen": shares})
    hidden = suppress(figures, measure=Measure.SHARE, minimum=5, respondents=25)
    assert hidden.hidden_cells == len(shares)


@pytest.mark.parametrize(
    ("measure", "numbers", "counts", "shown"),
    [
        (Measure.COUNT, [3, 17, 21, 41], None, [None, None, 21, 41]),
        (Measure.COUNT, [18, 12, 9, 39], [20, 40, 40, 100], [None, 12, None, 39]),
        (Measure.SHARE, [96, 50, 40], [50, 60, 70], [None, 50, 40]),
    ],
    ids=["only as much as it takes is hidden", "18 of 20 leave two", "96 % of 50 leave two"],
)
def test_a_single_column_is_not_a_total(measure, numbers, counts, shown):
    names = ["4.a", "4.b", "4.c", "I alt"][: len(numbers)]
    counts = None if counts is None else dict(zip(names, counts, strict=True))
    full = table(["I alt"], dict(zip(names, ([number] for number in numbers), strict=True)), counts)
    assert [cell[0] for cell in plain(suppress(full, measure=measure, minimum=5))] == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("4.a", True), ("4.a (n=22)", True), ("4.a (n = 3)", False), ("4.a, 4 svar", False), ("4.a (3 elever)", False)],
)
@pytest.mark.parametrize("across", [True, False])
def test_an_average_is_suppressed_when_its_heading_gives_few_answers(name, shown, across):
    """Without a number of answers an average discloses nobody: it is unknown how many it is of (decision 0024)."""
    full = table([name], {"Trivsel": [3.2]}) if across else table(["Trivsel"], {name: [3.2], "4.b": [4.1]})
    assert (plain(suppress(full, measure=Measure.SCORE, minimum=5))[0][0] is not None) == shown


@pytest.mark.parametrize(("counts", "shown"), [([3, 20, 23], [None, None, 4]), ([20, 20, 40], [3, 5, 4])])
@pytest.mark.parametrize("total", ["Hele skolen", "Skolen"])
def test_an_average_of_few_is_suppressed_with_what_it_could_be_computed_from(counts, shown, total):
    """The mean of 3 follows from that of all 23 and that of the other 20, also where the total is not named so."""
    rows = {"4.a": [3], "4.b": [5], total: [4]}
    full = table(["Trivsel"], rows, dict(zip(rows, counts, strict=True)))
    assert [cell[0] for cell in plain(suppress(full, measure=Measure.SCORE, minimum=5))] == shown
