"""The measure follows from type and content, whatever the user chose."""

import pytest

from meetings.figures.measure import measure_of
from meetings.figures.models import unit_of_measure_for
from meetings.figures.period import may_overlap
from meetings.figures.save_figures import DatasetFacts, suppress_dataset
from snippets.enums import DatasetKind, Measure
from snippets.first_dataset_types import FIRST_DATASET_TYPES
from snippets.models import DatasetType
from tests.meetings.figures.tables import cells, table

TYPES = {
    kind: DatasetType(
        pk=number, name=name, kind=kind, measure=measure, unit_of_measure=unit, minimum_count=5, decimals=d
    )
    for number, (name, kind, _owner, measure, unit, _direction, d) in enumerate(FIRST_DATASET_TYPES, start=1)
}  # fmt: skip
OWN, ABSENCE, WELLBEING, WORKPLACE, PROGRESSION = (
    DatasetKind.OWN, DatasetKind.ABSENCE, DatasetKind.WELLBEING, DatasetKind.WORKPLACE, DatasetKind.PROGRESSION
)  # fmt: skip
LEVELS = table(["Enig", "Hverken", "Uenig"], {"Ro i timerne": [70, 27, 3], "Gode venner": [61, 30, 9]})
ONE_LEVEL = table(["Ensom"], {"Elever": [3], "Voksne": [12]})
DAYS = table(["Sygdom", "Lovligt"], {"4.a": ["5.2", "1.1"], "4.b": ["3.4", "0.8"]})
AVERAGES = table(["Social trivsel", "Ro og orden"], {"4.a": ["4.1", "3.2"], "4.b": ["3.9", "3.5"]})
GROUPS = table(["Elever"], {"4.a": [3], "4.b": [17]})


def found(figures, kind, chosen, **more):
    return measure_of(figures, type=TYPES[kind], chosen=chosen, **more).measure


@pytest.mark.parametrize("chosen", Measure)
@pytest.mark.parametrize("kind", [OWN, ABSENCE, WELLBEING, WORKPLACE])
def test_parts_that_add_up_to_100_are_shares(kind, chosen):
    assert found(LEVELS, kind, chosen) == Measure.SHARE
    down = table(["Andel"], {"Enig": [70], "Hverken": [27], "Uenig": [3]})
    assert chosen == Measure.COUNT or found(down, kind, chosen) == Measure.SHARE


@pytest.mark.parametrize("chosen", Measure)
def test_figures_with_a_percent_sign_are_shares_of_persons(chosen):
    for kind in (OWN, WELLBEING, WORKPLACE):
        assert found(ONE_LEVEL, kind, chosen, percents=frozenset({"Ensom"})) == Measure.SHARE


@pytest.mark.parametrize("chosen", Measure)
def test_absence_in_percent_of_days_is_no_share_of_persons(chosen):
    assert found(DAYS, ABSENCE, chosen, percents=frozenset({"Sygdom", "Lovligt"})) == Measure.SCORE


def test_a_share_of_pupils_is_a_share_also_for_the_type_absence():
    figures = table(["Andel elever med over 10 % fravær"], {"4.a": [12], "4.b": [8]})
    assert found(figures, ABSENCE, Measure.SCORE) == Measure.SHARE


@pytest.mark.parametrize(
    ("figures", "kind", "chosen", "right"),
    [
        (GROUPS, OWN, Measure.SCORE, Measure.COUNT),
        (table(["Dage"], {"4.a": [3]}), OWN, Measure.SCORE, Measure.SCORE),
        (table(["Klassekvotient"], {"4.a": ["20.5"]}), OWN, Measure.COUNT, Measure.SCORE),
        (AVERAGES, WELLBEING, Measure.SCORE, Measure.SCORE),
        (ONE_LEVEL, WORKPLACE, Measure.SCORE, Measure.SHARE),
        (table(["Gennemsnit"], {"Ro": ["3.2"]}), WORKPLACE, Measure.SCORE, Measure.SCORE),
        (table(["Point"], {"Ro": [512]}), WORKPLACE, Measure.SHARE, Measure.SCORE),
        (GROUPS, PROGRESSION, Measure.COUNT, Measure.COUNT),
    ],
    ids=["own whole numbers", "own days", "no whole numbers", "averages", "a level alone", "said to be an average",
         "over 100", "pupils"],
)  # fmt: skip
def test_the_users_choice_counts_where_content_and_type_leave_it_open(figures, kind, chosen, right):
    assert found(figures, kind, chosen) == right


def test_a_share_of_one_child_of_33_is_suppressed_whatever_is_chosen():
    for chosen in (Measure.SHARE, Measure.SCORE):
        facts = DatasetFacts(type=TYPES[WELLBEING], title="Trivsel", measure=chosen, respondent_count=33)
        measure = found(LEVELS, WELLBEING, chosen)
        shown = suppress_dataset(LEVELS, DatasetFacts(**{**vars(facts), "measure": measure})).table
        assert cells(shown)["Ro i timerne"][2] == cells(shown)["Gode venner"][2] == "*"


def test_the_unit_after_a_number_follows_from_measure_and_type():
    assert unit_of_measure_for(Measure.SCORE, TYPES[WORKPLACE]) == ""
    assert unit_of_measure_for(Measure.SCORE, TYPES[ABSENCE]) == "%"
    assert unit_of_measure_for(Measure.SHARE, TYPES[WELLBEING]) == "%"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("foråret 2026", "Forår 2026"), ("2026", "foråret 2026"), ("2025/26", "skoleåret 2025/2026"),
        ("2025/2026", "maj 2026"), ("uge 10-20 2026", "uge 12 2026"), ("", "2026"), ("forår", "2026"),
    ],
)  # fmt: skip
def test_periods_that_may_overlap(one, other):
    assert may_overlap(one, other)
    assert may_overlap(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("foråret 2025", "foråret 2026"), ("2024/2025", "2025/2026"), ("foråret 2026", "efteråret 2026"),
        ("maj 2026", "juni 2026"), ("1. kvartal 2026", "2. kvartal 2026"), ("foråret 2025", "2025/2026"),
    ],
)  # fmt: skip
def test_periods_that_cannot_overlap(one, other):
    assert not may_overlap(one, other)
