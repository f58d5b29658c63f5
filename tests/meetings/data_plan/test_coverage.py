"""Coverage of a meeting: text in every cell, gaps as sentences, never a score."""

from datetime import date

import pytest

from meetings.data_plan.coverage import Contribution, coverage_of, gaps_of
from meetings.data_plan.enums import DataKind
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.data_plan_adapter import KIND_OF_DATA
from meetings.evidence.enums import EvidenceKind

CHILDREN, STAFF, PARENTS = "children", "staff", "parents"


def line(**fields):
    return DataPlanLine(**{"what": "Fravær", **fields})


def cell(coverage, perspective, kind):
    row = next(row for row in coverage.rows if row.label == perspective)
    return row.cells[coverage.columns.index(DataKind(kind).label)]


def test_every_kind_of_evidence_has_a_kind_of_data():
    assert set(EvidenceKind) <= set(KIND_OF_DATA)


def test_a_cell_shows_what_is_shared_drafted_or_agreed():
    lines = [
        line(perspective=PARENTS, kind="figures", due_on=date(2026, 11, 3)),
        line(perspective=STAFF, kind="figures"),
    ]
    brought = [
        Contribution(CHILDREN, "stories", True),
        Contribution(CHILDREN, "stories", True),
        Contribution(CHILDREN, "stories", False),
    ]
    coverage = coverage_of(lines, brought)
    assert cell(coverage, "Børnene", "stories") == "2 delt, 1 på vej"
    assert cell(coverage, "Forældrene", "figures") == "aftalt til 3. november 2026"
    assert cell(coverage, "Medarbejderne", "figures") == "aftalt"
    assert cell(coverage, "Ledelsen", "documents") == ""


def test_contributions_without_a_perspective_have_a_row_of_their_own():
    assert [row.label for row in coverage_of([], []).rows] == ["Børnene", "Medarbejderne", "Forældrene", "Ledelsen"]
    coverage = coverage_of([], [Contribution("", "figures", True)])
    assert cell(coverage, "Der er ikke valgt perspektiv", "figures") == "1 delt"


def test_gaps_are_sentences():
    lines = [
        line(pk=1, is_required=True),
        line(pk=2, what="Trivsel", is_required=True),
        line(pk=3, what="Progression", is_required=True),
        line(pk=4, what="Tilfredshed", perspective=PARENTS),
    ]
    brought = [
        Contribution(CHILDREN, "figures", True, 1),
        Contribution(CHILDREN, "figures", False, 2),
        Contribution(STAFF, "stories", False),
    ]
    assert [gap.text for gap in gaps_of(lines, brought)] == [
        "»Trivsel« skal med til mødet. Det er på vej, men ikke delt endnu.",
        "»Progression« skal med til mødet, men mangler endnu.",
        "Der er endnu ikke noget fra medarbejderne, men noget er på vej.",
        "Der er endnu ikke noget fra forældrene. Aftalt: Tilfredshed.",
        "Der er kun tal fra børnene, ingen fortællinger, observationer eller billeder.",
        "Der er endnu kun tal, ingen fortællinger, observationer eller billeder.",
    ]


def test_a_meeting_with_all_perspectives_and_kinds_has_no_gaps():
    brought = [Contribution(who, kind, True) for who in (CHILDREN, STAFF, PARENTS) for kind in ("figures", "stories")]
    assert gaps_of([], brought) == []


def test_missing_figures_are_a_gap():
    brought = [Contribution(who, "stories", True) for who in (CHILDREN, STAFF, PARENTS)]
    assert [gap.text for gap in gaps_of([], brought)] == ["Der er endnu ingen tal."]


@pytest.mark.parametrize("brought", [[], [Contribution(CHILDREN, "figures", False, 1)]])
def test_a_draft_does_not_count_as_brought(brought):
    assert any(gap.text.startswith("»Fravær« skal med") for gap in gaps_of([line(pk=1, is_required=True)], brought))
