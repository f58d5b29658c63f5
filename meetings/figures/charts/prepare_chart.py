"""Prepare a chart before it is drawn, tabulated or described."""

import math
from dataclasses import replace

from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.charts.series_styles import MAX_SERIES
from meetings.figures.values import MISSING, SUPPRESSED, Value, ValueState


def prepare_chart(chart: Chart) -> Chart:
    """Return the chart with values that can be drawn and shown.

    A row of a distribution with one suppressed part is suppressed whole, since that part could be computed. The kind
    becomes bars for what can't be drawn or read otherwise (over five lines or levels, parts under 0).
    """
    series = tuple(replace(one, values=tuple(_drawable(value) for value in one.values)) for one in chart.series)
    kind = ChartKind(chart.kind)
    if kind == ChartKind.DISTRIBUTION:
        series = _without_lone_hidden_parts(series)
        if any(value.number is not None and value.number < 0 for one in series for value in one.values):
            kind = ChartKind.BAR
    if len(series) > MAX_SERIES:
        kind = ChartKind.BAR
    breaks = frozenset(index for index in chart.breaks if 0 < index < len(chart.categories))
    return replace(chart, kind=kind, series=series, breaks=breaks)


def _drawable(value: Value) -> Value:
    return MISSING if value.number is not None and not math.isfinite(float(value.number)) else value


def _without_lone_hidden_parts(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """The parts of a distribution add up to a known whole, so a single suppressed part could be computed from the
    others."""
    columns = [_closed(column) for column in zip(*(one.values for one in series), strict=True)]
    if not columns:
        return series
    return tuple(replace(one, values=values) for one, values in zip(series, zip(*columns, strict=True), strict=True))


def _closed(column: tuple[Value, ...]) -> tuple[Value, ...]:
    if [value.state for value in column].count(ValueState.SUPPRESSED) != 1:
        return column
    return tuple(value if value == MISSING else SUPPRESSED for value in column)
