"""Distribution charts."""

import itertools

import pytest
from django.utils import translation

from meetings.figures.charts.chart import ChartKind
from meetings.figures.charts.prepare_chart import prepare_chart
from meetings.figures.charts.table import table_rows
from meetings.figures.values import SUPPRESSED
from tests.meetings.figures.charts.charts import BOTH_SIZES, Drawn, chart

KIND = ChartKind.DISTRIBUTION
STACKED, DIVERGING = ["Sygdom", "Lovligt", "Ulovligt"], ["Uenig", "Hverken", "Enig"]
WAYS = pytest.mark.parametrize("names", [STACKED, DIVERGING], ids=["parts of a whole", "around a middle"])


def edges(drawn):
    return [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in drawn.bars]


@WAYS
def test_parts_lie_side_by_side_and_are_as_wide_as_their_numbers(names):
    for size in BOTH_SIZES:
        found = edges(Drawn(chart(KIND, [20], [30], [50], names=names), size))
        assert all(abs(one[1] - other[0]) < 0.2 for one, other in itertools.pairwise(found))
        widths = [right - left for left, right in found]
        assert abs(widths[0] * 2.5 - widths[2]) < 1


def test_the_middle_level_is_centred():
    drawn = Drawn(chart(KIND, [20, 40], [20, 20], [60, 40], names=DIVERGING))
    middles = {round(float(one.get("x1")), 1) for one in drawn.all("line")}
    assert len(middles) == 1
    middle = middles.pop()
    for left, right in (edges(drawn)[1], edges(drawn)[4]):
        assert abs((left + right) / 2 - middle) < 0.3


@WAYS
def test_one_suppressed_part_suppresses_its_row_since_the_sum_is_known(names):
    with translation.override("da"):
        lone = chart(KIND, ["hidden", 25], [30, 25], [68, 50], unit="%", names=names)
        drawn = Drawn(lone)
        table = table_rows(lone)
    assert len(drawn.bars) == 3
    assert all(one.values[0] == SUPPRESSED for one in prepare_chart(lone).series)
    assert "30" not in " ".join(drawn.said) and "68" not in " ".join(drawn.said)
    assert table[0] == ["Trin 0", *[{"missing": "Ikke vist"}] * 3]
    assert "30,0" not in drawn.source and "68,0" not in drawn.source


@WAYS
def test_two_suppressed_parts_leave_no_gap_of_their_width(names):
    with translation.override("da"):
        drawn = Drawn(chart(KIND, [10], ["hidden"], ["hidden"], [40], names=[*names, "Ved ikke"]))
    first, last = edges(drawn)
    assert abs(first[1] - last[0]) < 0.2
    assert f"Ikke vist: {names[1]}, {names[2]}" in drawn.said


def test_negative_parts_are_no_distribution():
    drawn = Drawn(chart(ChartKind.DISTRIBUTION, [10, 3], [-5, 3]))
    assert len(drawn.bars) == 4
    assert "Trin 0" in drawn.said and drawn.said.count("Række 0") == 2
