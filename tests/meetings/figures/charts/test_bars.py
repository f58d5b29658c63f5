"""Bar charts: lengths, labels, breaks and columns."""

from django.utils import translation

from meetings.figures.charts.chart import ChartKind
from meetings.figures.charts.size import PROJECTOR
from tests.meetings.figures.charts.charts import BOTH_SIZES, Drawn, chart


def widths(drawn):
    return [round(float(bar.get("width"))) for bar in drawn.bars]


def test_twice_the_number_is_twice_the_length():
    for size in BOTH_SIZES:
        short, long = widths(Drawn(chart(ChartKind.BAR, [40, 80]), size))
        assert abs(long - 2 * short) <= 1


def test_negative_bars_go_the_other_way():
    drawn = Drawn(chart(ChartKind.BAR, [10, -10]))
    up, down = drawn.bars
    assert float(down.get("x")) + float(down.get("width")) == float(up.get("x"))


def test_suppressed_missing_and_zero_have_no_bar_and_different_labels():
    with translation.override("da"):
        drawn = Drawn(chart(ChartKind.BAR, ["hidden", None, 0, 5], decimals=0))
    assert len(drawn.bars) == 1
    assert {"Ikke vist", "Mangler", "0"} <= set(drawn.said)


def test_each_bar_of_a_group_is_labelled():
    drawn = Drawn(chart(ChartKind.BAR, [1, 2], [3, 4], names=["Skovskolen", "Kommunen"]))
    assert drawn.said.count("Skovskolen") == drawn.said.count("Kommunen") == 2
    fills = [bar.get("fill") for bar in drawn.bars]
    assert fills[0] == fills[2] != fills[1] == fills[3]


def test_a_break_is_drawn_between_the_bars():
    with translation.override("da"):
        drawn = Drawn(chart(ChartKind.BAR, [1, 2, 3], breaks=frozenset({2})))
    assert drawn.said.index("Trin 1") < drawn.said.index("Brud i serien") < drawn.said.index("Trin 2")
    assert [one for one in drawn.all("line") if one.get("stroke-dasharray")]


def test_for_a_projector_many_bars_are_in_two_columns_on_one_scale():
    drawn = Drawn(chart(ChartKind.BAR, [10] * 19 + [20]), PROJECTOR)
    assert drawn.height < drawn.width * 0.5 and len(drawn.all("g")) == 2
    one, last = widths(drawn)[0], widths(drawn)[-1]
    assert abs(last - 2 * one) <= 1
    assert not Drawn(chart(ChartKind.BAR, [10, 20]), PROJECTOR).all("g")
