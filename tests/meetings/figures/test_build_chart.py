"""Which kinds of chart suit a table, and how each is oriented."""

import pytest

from meetings.figures.build_chart import charts_for
from meetings.figures.charts.chart import ChartKind
from snippets.enums import Measure
from tests.meetings.figures.tables import table

YEARS = ["2023/2024", "2024/2025", "2025/2026"]
YEARS_DOWN = table(["Skovskolen", "Kommunen"], {year: [7 - n, 6] for n, year in enumerate(YEARS)})
YEARS_ACROSS = table(YEARS, {"Skovskolen": [7, 6, 5], "Kommunen": [6, 6, 6]})
LEVELS = table(["Uenig", "Hverken", "Enig"], {"Ro": [20, 30, 50], "Tillid": [10, 20, 70]})
BAR, LINE, DISTRIBUTION = ChartKind.BAR, ChartKind.LINE, ChartKind.DISTRIBUTION


@pytest.mark.parametrize("figures", [YEARS_DOWN, YEARS_ACROSS], ids=["years down", "years across"])
@pytest.mark.parametrize("rows_are_series", [True, False])
def test_lines_run_along_the_years_whichever_way_the_table_is_turned(figures, rows_are_series):
    lines = charts_for(figures, Measure.SCORE, rows_are_series)[LINE]
    assert list(lines.categories) == YEARS
    assert [one.name for one in lines.series] == ["Skovskolen", "Kommunen"]


def test_the_newest_year_first_is_drawn_last():
    newest_first = table(["Skovskolen"], {year: [1] for year in reversed(YEARS)})
    assert list(charts_for(newest_first, Measure.SCORE)[LINE].categories) == YEARS


@pytest.mark.parametrize("names", [["4.a", "4.b"], ["Majgården", "Solgården"], ["Tillid", "Ro"], ["2025/2026"]])
def test_no_line_chart_without_a_time_axis(names):
    assert LINE not in charts_for(table(["Tal"], {name: [7] for name in names}), Measure.SCORE)


@pytest.mark.parametrize("names", [["2024", "2025"], ["maj 2026", "juni 2026"], ["uge 10", "uge 11"],
                                   ["forår 2025", "forår 2026"], ["1. kvartal 2026", "2. kvartal 2026"]])  # fmt: skip
def test_names_of_points_in_time_give_a_line_chart(names):
    assert LINE in charts_for(table(["Tal"], {name: [7] for name in names}), Measure.SCORE)


def test_a_distribution_needs_parts_that_add_up_to_100_percent():
    assert DISTRIBUTION in charts_for(LEVELS, Measure.SHARE)
    assert DISTRIBUTION not in charts_for(LEVELS, Measure.SCORE), "absence in percent makes no whole"
    assert DISTRIBUTION not in charts_for(table(["Enig", "Glad"], {"Ro": [60, 70]}), Measure.SHARE)
    turned = table(["Ro", "Tillid"], {"Uenig": [20, 10], "Hverken": [30, 20], "Enig": [50, 70]})
    lying = charts_for(turned, Measure.SHARE)[DISTRIBUTION]
    assert [one.name for one in lying.series] == ["Uenig", "Hverken", "Enig"]


def test_a_single_column_is_not_a_total():
    lone = charts_for(table(["I alt"], {"4.a": [7], "4.b": [9]}), Measure.SCORE)[BAR]
    assert [one.name for one in lone.series] == ["I alt"] and list(lone.categories) == ["4.a", "4.b"]


def test_too_many_bars_give_no_bar_chart():
    assert not charts_for(table(["Tal"], {f"Skole {n}": [7] for n in range(50)}), Measure.SCORE)
    assert BAR in charts_for(table(["Tal"], {f"Skole {n}": [7] for n in range(25)}), Measure.SCORE)
