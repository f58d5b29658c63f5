"""No attacker with every visible table and a solver can pin down a suppressed number of persons.

**The criterion** (feasibility interval protection): a number of persons under the minimum count that stands in some
cell and is shown in none is protected when the fewest and the most persons it can be, by everything that is visible of
the unit, lie at least the minimum count apart. Then the interval reaches the minimum, and no reader can say that there
are fewer than it.
"""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.figures.save_figures import DatasetFacts, suppress_dataset
from meetings.figures.values import SUPPRESSED
from snippets.enums import DatasetKind, Measure
from snippets.models import DatasetType
from tests.meetings.figures.suppression.solver import Solver, Visible
from tests.meetings.figures.tables import table

MINIMUM = 5
OWN = DatasetType(pk=1, name="Egne tal", kind=DatasetKind.OWN, measure=Measure.COUNT, minimum_count=MINIMUM, decimals=0)
LEVELS = 3


class Unit:
    """The smallest groups of a unit with how many gave each answer, and the tables brought of them one after the
    other."""

    def __init__(self, truth):
        self.truth = truth
        self.stored, self.visible, self.brought = [], [], []

    def bring(
        self, rows, levels, *, measure=Measure.COUNT, with_counts=False, total="", subtotal=0, across="",
        answers=False, title="Tal", period="2026",
    ):  # fmt: skip
        """`rows`: {name: smallest groups}; `levels`: {name: answers}. `total` and `across` name the totals of rows
        and of levels; a total of the first `subtotal` rows follows them."""
        groups = dict(rows)
        if subtotal:
            first, rest = list(rows.items())[:subtotal], list(rows.items())[subtotal:]
            groups = {
                **dict(first),
                "Indskoling i alt": tuple(sorted({g for _n, of in first for g in of})),
                **dict(rest),
            }
        if total:
            groups[total] = tuple(sorted({group for one in rows.values() for group in one}))
        names = dict(levels)
        if across:
            names[across] = tuple(sorted({level for one in levels.values() for level in one}))
        lines = {name: [self._figure(of, some, measure) for some in names.values()] for name, of in groups.items()}
        counts = {name: self._persons(of, range(LEVELS)) for name, of in groups.items()} if with_counts else None
        whole = self._persons(tuple({group for one in rows.values() for group in one}), range(LEVELS))
        respondents = whole if answers and whole >= MINIMUM else None
        read = table(list(names), lines, counts)
        facts = DatasetFacts(type=OWN, title=title, measure=measure, period=period, respondent_count=respondents)
        shown = suppress_dataset(read, facts, 1, self.stored)
        self.stored.append(SimpleNamespace(
            figures=shown.table, type_id=1, measure=measure, title=title, period=period, meeting_id=1,
            respondent_count=shown.respondents, minimum_count=MINIMUM,
        ))  # fmt: skip
        self.visible.append(Visible(shown.table, measure, groups, names, shown.respondents))
        self.brought.append((read, measure))
        return shown

    def _persons(self, groups, levels):
        return sum(self.truth[group][level] for group in set(groups) for level in levels)

    def _figure(self, groups, levels, measure):
        persons = self._persons(groups, levels)
        whole = self._persons(groups, range(LEVELS))
        if measure == Measure.COUNT:
            return persons
        return round(100 * persons / whole) if whole else None

    def pinned(self):
        """The suppressed numbers under the minimum that are not protected, with their intervals."""
        found = {}
        for cell, tables_before in self._suppressed().items():
            low, high = self._interval(cell, self.visible)
            if high - low < MINIMUM and self._is_open(cell, self.visible[:tables_before]):
                found[cell] = (low, high)
        return found

    def _is_open(self, cell, visible):
        """True when these tables leave the number open. What they showed before it was first suppressed can't be
        undone."""
        low, high = self._interval(cell, visible)
        return high - low >= MINIMUM

    def _interval(self, cell, visible):
        solver = Solver(len(self.truth), LEVELS)
        for one in visible:
            solver.know(one)
        return solver.interval(*cell)

    def _suppressed(self):
        """Cells under the minimum that are suppressed in every table, by groups and answers, including numbers of
        answers; each with how many tables there were before it was first suppressed."""
        hidden, shown = {}, set()
        for number, one in enumerate(self.visible):
            for row in one.table.rows:
                cells = [*zip(one.levels.values(), row.cells, strict=True), (tuple(range(LEVELS)), row.count)]
                for levels, cell in cells:
                    place = (tuple(sorted(one.groups[row.name])), tuple(sorted(levels)))
                    if cell == SUPPRESSED and self._persons(*place) < MINIMUM:
                        hidden.setdefault(place, number)
                    elif cell is not None and cell.number is not None:
                        shown.add(place)
        return {place: number for place, number in hidden.items() if place not in shown}


SMALL = [[3, 0, 0], [17, 0, 0], [21, 0, 0], [30, 0, 0]]
CLASSES = {"4.a": (0,), "4.b": (1,), "4.c": (2,), "4.d": (3,)}
PUPILS = {"Elever": (0,)}


@pytest.mark.parametrize(
    "later",
    [
        dict(rows={"A": (0,), "B": (1,), "C": (2,), "D": (3,)}, levels={"Antal": (0,)}),
        dict(rows={"Rød stue": (1,), "Blå stue": (2,), "Gul stue": (3,)}, levels=PUPILS, total="I alt"),
        dict(rows={"4. årgang": (0, 2), "Resten": (1, 3)}, levels=PUPILS),
        dict(rows={"a og c": (0, 2), "b": (1,)}, levels={"Børn": (0,)}, title="Noget helt andet"),
        dict(rows={"4.b": (1,), "4.c": (2,), "4.d": (3,)}, levels=PUPILS, answers=True),
    ],
    ids=[
        "other labels",
        "other labels without the small one",
        "joined groups",
        "joined in part",
        "without the small one",
    ],
)
@pytest.mark.parametrize("older_first", [True, False])
def test_known_derivations_are_closed(later, older_first):
    """Cases that decision 0022 did not cover: renamed groups and joined groups, brought before or after."""
    unit = Unit(SMALL)
    both = [dict(rows=CLASSES, levels=PUPILS, total="I alt"), later]
    for one in both if older_first else both[::-1]:
        unit.bring(**one)
    assert not unit.pinned()


def test_without_linked_suppression_the_solver_finds_the_number():
    """Control: with each table suppressed by itself the number is pinned."""
    unit = Unit(SMALL)
    unit.bring(CLASSES, PUPILS, total="I alt")
    unit.stored.clear()
    unit.bring({"A": (1,), "B": (2,)}, PUPILS)
    assert unit.pinned() == {((0,), (0,)): (3, 3)}


def test_shares_beside_numbers_of_persons():
    unit = Unit([[3, 20, 0], [12, 13, 0]])
    unit.bring({"4.a": (0,), "4.b": (1,)}, {"Elever": (0, 1)})
    unit.bring({"A": (0,), "B": (1,)}, {"Enig": (0,), "Uenig": (1,)}, measure=Measure.SHARE)
    assert not unit.pinned()


def persons(*rows):
    """With a third answer that nobody gave."""
    return [[*row, 0] for row in rows]


@pytest.mark.parametrize(
    ("truth", "tables"),
    [
        (
            persons([27, 5], [4, 50], [11, 20]),
            [dict(rows={"4.a": (0,), "4.b": (1,), "5.a": (2,)}, levels={"Enig": (0,)}, subtotal=2, with_counts=True)],
        ),
        (
            persons([2, 40], [16, 6]),
            [dict(rows={"4.a": (0,), "4.b": (1,)}, levels={"Enig": (0,)}, measure=Measure.SHARE, with_counts=True,
                  total="Skolen")],
        ),
        (
            [[28, 11, 1], [23, 38, 12]],
            [dict(rows={"4.a": (0,), "4.b": (1,)}, levels={"Enig": (0,), "Ved ikke": (1,), "Uenig": (2,)},
                  measure=Measure.SHARE, answers=True, total="Skolen")],
        ),
        (
            [[36, 19, 3], [3, 0, 6]],
            [dict(rows={"4.a": (0,), "4.b": (1,)}, levels={"Enig": (0,), "Ved ikke": (1,), "Uenig": (2,)}),
             dict(rows={"4.a": (0,)}, levels={"Enig og ved ikke": (0, 1), "Uenig": (2,)}, across="Elever",
                  title="Andet")],
        ),
        (
            [[26, 5, 1], [1, 9, 3]],
            [dict(rows={"4.b": (1,)}, levels={"Enig": (0,), "Ved ikke": (1,), "Uenig": (2,)}),
             dict(rows={"4.a": (0,), "4.b": (1,)}, levels={"Enig": (0,)}, with_counts=True, total="I alt",
                  title="Andet")],
        ),
        (
            persons([37, 5], [0, 0]),
            [dict(rows={"4.a": (0,), "4.b": (1,)}, levels={"Enig": (0,), "Ikke enig": (1, 2)}, measure=Measure.SHARE,
                  with_counts=True, answers=True, total="Skolen")],
        ),
        (
            persons([0, 6]),
            [dict(rows={"4.a": (0,)}, levels={"Ved ikke": (1,), "Enig": (0,), "Uenig": (2,)}, with_counts=True,
                  across="Elever", total="I alt")],
        ),
        (
            [[17, 14, 4], [20, 23, 23]],
            [dict(rows={"4.b": (1,), "4.a": (0,)}, levels={"Enig": (0,), "Ved ikke": (1,)}),
             dict(rows={"4.a": (0,)}, levels={"Ved ikke": (1,), "Enig": (0,), "Uenig": (2,)}, measure=Measure.SHARE)],
        ),
    ],
    ids=[
        "a total of some of the rows", "a total that is not called so", "a whole that lies between its groups",
        "joined answers", "a cell that was hidden before", "a total that says the same as the number of answers",
        "a total that is also a part", "shares beside numbers of some of their answers",
    ],
)  # fmt: skip
def test_derivations_found_with_random_tables_are_closed(truth, tables):
    unit = Unit(truth)
    for one in tables:
        unit.bring(**one)
    assert not unit.pinned()


@st.composite
def units(draw):
    """Two to four groups with their answers, and the tables brought of them: joined, left out, renamed, added up."""
    height = draw(st.integers(2, 4))
    small = st.one_of(st.integers(0, 6), st.integers(5, 40))
    truth = [[draw(small) for _level in range(LEVELS)] for _group in range(height)]
    return truth, [draw(tables(height)) for _one in range(draw(st.integers(1, 3)))]


@st.composite
def tables(draw, height):
    some = draw(st.lists(st.integers(0, height - 1), min_size=1, max_size=height, unique=True))
    rows, rest = {}, list(some)
    prefix = draw(st.sampled_from(["G", "G", "Stue "]))
    while rest:
        size = draw(st.integers(1, min(2, len(rest))))
        rows[prefix + "+".join(map(str, rest[:size]))], rest = tuple(rest[:size]), rest[size:]
    measure = draw(st.sampled_from([Measure.COUNT, Measure.COUNT, Measure.SHARE]))
    levels = draw(st.sampled_from([
        {"Enig": (0,)}, {"Enig": (0,), "Ikke enig": (1, 2)}, {"Enig": (0,), "Ved ikke": (1,), "Uenig": (2,)},
        {"Enig og ved ikke": (0, 1), "Uenig": (2,)}, {"I alt": (0,)},
    ]))  # fmt: skip
    adds_up = measure == Measure.COUNT and len(levels) > 1
    return dict(
        rows=rows, levels=levels, measure=measure, with_counts=draw(st.booleans()),
        total=draw(st.sampled_from(["", "I alt", "Stue " + "+".join(map(str, sorted(some)))])),
        subtotal=draw(st.sampled_from([0, 0, len(rows) - 1])),
        across=draw(st.sampled_from(["", "I alt", "Elever"])) if adds_up else "", answers=draw(st.booleans()),
        title=draw(st.sampled_from(["Tal", "Andet"])), period=draw(st.sampled_from(["2026", "foråret 2026", ""])),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(units())
def test_no_set_of_tables_pins_a_suppressed_number(drawn):
    truth, brought = drawn
    unit = Unit(truth)
    for one in brought:
        unit.bring(**one)
    assert not unit.pinned()
