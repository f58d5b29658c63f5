"""From a dataset to what a chart is drawn from. It is hidden already: no number comes in here that may not be seen."""

from typing import TYPE_CHECKING

from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.table import Table

if TYPE_CHECKING:
    from meetings.figures.models import Dataset

MOST_SERIES = 5
MOST_CATEGORIES = 40


def chart_of(dataset: "Dataset", *, kind: str, message: str, rows_are_series: bool) -> Chart:
    """Totals are left out: beside their parts they would make every other bar small."""
    categories, series = _crossed(dataset.figures, rows_are_series)
    return Chart(
        kind=ChartKind(kind),
        message=message or dataset.title,
        categories=tuple(categories),
        series=tuple(series),
        unit=dataset.unit_of_measure,
        decimals=dataset.decimals,
        source=dataset.source,
        period=dataset.period,
        respondents=dataset.respondent_count,
        minimum_count=dataset.minimum_count,
        breaks=frozenset(number for number, name in enumerate(categories) if name in dataset.breaks),
    )


def chart_names(table: Table, rows_are_series: bool) -> tuple[list[str], list[str]]:
    """The names along the chart, and those of its series."""
    rows = [row.name for row in table.rows if not row.is_total]
    columns = [column.name for column in table.columns if not column.is_total]
    return (columns, rows) if rows_are_series else (rows, columns)


def fits_a_chart(table: Table, rows_are_series: bool) -> bool:
    categories, series = chart_names(table, rows_are_series)
    return 0 < len(series) <= MOST_SERIES and 0 < len(categories) <= MOST_CATEGORIES


def _crossed(table: Table, rows_are_series: bool) -> tuple[list[str], list[Series]]:
    rows = [row for row in table.rows if not row.is_total]
    columns = [number for number, column in enumerate(table.columns) if not column.is_total]
    categories, _names = chart_names(table, rows_are_series)
    if rows_are_series:
        return categories, [Series(row.name, tuple(row.cells[number] for number in columns)) for row in rows]
    return categories, [
        Series(table.columns[number].name, tuple(row.cells[number] for row in rows)) for number in columns
    ]
