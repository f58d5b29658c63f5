"""The numbers of a chart as columns and rows for the component `data_table`, formatted as in the drawing."""

from django.utils.translation import gettext as _

from meetings.figures.charts.chart import Chart
from meetings.figures.charts.prepare_chart import prepare_chart
from meetings.figures.charts.text_alternative import describe_value
from meetings.figures.values import Value


def table_columns(chart: Chart) -> list[dict[str, object]]:
    columns = ({"label": series.name or _("Figure"), "number": True} for series in chart.series)
    return [{"label": _("Figures for")}, *columns]


def table_rows(chart: Chart) -> list[list[str | dict[str, str]]]:
    """Return one row for each category; a row after a break says so."""
    chart = prepare_chart(chart)
    return [
        [
            _("%(category)s (after a break in the series)") % {"category": category}
            if index in chart.breaks
            else category,
            *(_cell(series.values[index], chart) for series in chart.series),
        ]
        for index, category in enumerate(chart.categories)
    ]


def _cell(value: Value, chart: Chart) -> str | dict[str, str]:
    text = describe_value(value, chart)
    return text if value.number is not None else {"missing": text}
