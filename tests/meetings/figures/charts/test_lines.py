"""Line charts: points are joined only where the numbers can be compared."""

import itertools

import pytest
from django.utils import translation
from hypothesis import given, settings

from meetings.figures.charts.chart import ChartKind
from meetings.figures.charts.lines import axis_ticks, joined_runs, spread_labels
from meetings.figures.charts.prepare_chart import prepare_chart
from tests.meetings.figures.charts.charts import BOTH_SIZES, Drawn, chart, charts


@settings(max_examples=200, deadline=None)
@given(charts(kinds=(ChartKind.LINE,)))
def test_no_run_of_points_crosses_a_gap_or_a_break(any_chart):
    breaks = prepare_chart(any_chart).breaks
    for series in any_chart.series:
        found = [index for run in joined_runs(series, breaks) for index, _number in run]
        assert found == [index for index, value in enumerate(series.values) if value.number is not None]
        for run in joined_runs(series, breaks):
            indexes = [index for index, _number in run]
            assert indexes == list(range(indexes[0], indexes[-1] + 1))
            assert not breaks & set(indexes[1:])


@pytest.mark.parametrize("hole", ["hidden", None])
def test_a_point_without_a_number_leaves_a_gap(hole):
    for size in BOTH_SIZES:
        drawn = Drawn(chart(ChartKind.LINE, [1, 2, hole, 3, 4]), size)
        assert [len(path) for path in drawn.paths] == [2, 2]


def test_a_break_is_drawn_as_a_break():
    with translation.override("da"):
        drawn = Drawn(chart(ChartKind.LINE, [1, 2, 3, 4], breaks=frozenset({2})))
    assert [len(path) for path in drawn.paths] == [2, 2]
    assert "Brud i serien" in drawn.said
    (rule,) = [one for one in drawn.all("line") if one.get("stroke-dasharray")]
    before, after = drawn.paths
    assert before[-1][0] < float(rule.get("x1")) < after[0][0]


def test_suppressed_points_are_named_under_the_chart():
    with translation.override("da"):
        drawn = Drawn(chart(ChartKind.LINE, [1, "hidden", "hidden"], [1, 2, None], names=["Skovskolen", "Kommunen"]))
    assert "Skovskolen. Ikke vist: Trin 1 og Trin 2" in drawn.said
    assert "Kommunen. Mangler: Trin 2" in drawn.said


def test_an_axis_begins_at_zero_or_says_that_it_does_not():
    assert axis_ticks(chart(ChartKind.LINE, [2, 8]))[0] == 0
    with translation.override("da"):
        assert "Aksen begynder ikke ved 0." in Drawn(chart(ChartKind.LINE, [3.9, 4.0])).said
        assert "Aksen begynder ikke ved 0." in Drawn(chart(ChartKind.LINE, [-3.9, -4.0])).said
        assert "Aksen begynder ikke ved 0." not in Drawn(chart(ChartKind.LINE, [2, 8])).said
        assert "Aksen begynder ikke ved 0." not in Drawn(chart(ChartKind.LINE, [-2, 8])).said
        scores = Drawn(chart(ChartKind.LINE, [3.9, 4.0], scale=(1, 5)))
        assert "Aksen begynder ikke ved 0." not in scores.said, "all there is of the scale is shown"


def test_a_small_difference_looks_small():
    ticks = axis_ticks(chart(ChartKind.LINE, [3.9, 4.0]))
    assert ticks[-1] - ticks[0] >= 1.2


@pytest.mark.parametrize("numbers", [[0.01, -1000.01], [0, 96], [82, 99]])
def test_ticks_of_percents_are_evenly_spaced(numbers):
    ticks = axis_ticks(chart(ChartKind.LINE, numbers, unit="%"))
    assert len({round(later - earlier, 6) for earlier, later in itertools.pairwise(ticks)}) == 1


def test_overlapping_names_are_moved_apart():
    places = spread_labels([50, 50, 52], [20, 20, 20], low=0, high=100)
    assert places == sorted(places)
    assert all(later - earlier >= 20 for earlier, later in itertools.pairwise(places))
    assert spread_labels([99, 99], [20, 20], low=0, high=100) == [70, 90]


def test_lines_differ_in_more_than_colour():
    drawn = Drawn(chart(ChartKind.LINE, *[[1, 2]] * 5))
    dashes = [one.get("stroke-dasharray") for one in drawn.all("path") if one.get("fill") == "none"]
    assert len(set(dashes)) == 5
