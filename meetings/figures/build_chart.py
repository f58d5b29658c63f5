"""Build a chart from a dataset. The dataset is already suppressed, so no suppressed number reaches the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.period import place_in_time
from meetings.figures.suppression.known_sums import HUNDRED, TOLERANCE
from meetings.figures.table import Table
from meetings.figures.values import Value
from snippets.enums import DatasetKind, Measure

if TYPE_CHECKING:
    from meetings.figures.models import Dataset

MAX_SERIES = 5
MAX_CATEGORIES = 40
#: Bars plus headings over groups of bars: more can't be read from four metres.
MAX_BARS = 42
SCORES = (1, 5)
#: Surveys with averages of answers from 1 to 5.
SURVEYS = frozenset({DatasetKind.WELLBEING, DatasetKind.WORKPLACE, DatasetKind.SATISFACTION})


@dataclass(frozen=True)
class CategoriesAndSeries:
    """Categories along the chart, and one series of values for each bar colour, line or level of answers."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def is_over_time(self) -> bool:
        places = [place_in_time(name) for name in self.categories]
        return len(places) > 1 and None not in places and len(set(places)) == len(places)

    @property
    def is_of_wholes(self) -> bool:
        """Whether the series are the parts of each category: up to MAX_SERIES percents that add up to 100
        wherever all are known."""
        columns = list(zip(*(one.values for one in self.series), strict=True))
        full = [numbers for column in columns if None not in (numbers := [value.number for value in column])]
        return (
            1 < len(self.series) <= MAX_SERIES
            and bool(full)
            and all(_is_whole([number for number in numbers if number is not None]) for numbers in full)
        )

    def in_time(self) -> "CategoriesAndSeries":
        """Return a copy with the categories in chronological order."""
        order = sorted(
            range(len(self.categories)), key=lambda index: place_in_time(self.categories[index]) or (0, 0, 0)
        )
        return CategoriesAndSeries(
            tuple(self.categories[index] for index in order),
            tuple(Series(one.name, tuple(one.values[index] for index in order)) for one in self.series),
        )


def build_chart(dataset: "Dataset", *, kind: str, message: str, rows_are_series: bool) -> Chart:
    """Build the chart of a dataset, without totals: beside their parts they would make every other bar small.

    A `kind` that does not suit the figures becomes the first suitable one, normally bars. An empty `message` becomes
    the dataset's title. Raises ValueError when no kind suits the figures.
    """
    figures, measure = dataset.figures, Measure(dataset.measure)
    right = charts_for(figures, measure, rows_are_series)
    if not right:
        raise ValueError("These figures fit no chart.")
    chosen = ChartKind(kind) if ChartKind(kind) in right else next(iter(right))
    crossed = right[chosen]
    return Chart(
        kind=chosen,
        message=message or dataset.title,
        categories=crossed.categories,
        series=crossed.series,
        unit=dataset.unit_of_measure,
        decimals=dataset.decimals,
        source=dataset.source,
        period=dataset.period,
        respondents=dataset.respondent_count,
        minimum_count=dataset.minimum_count,
        breaks=frozenset(number for number, name in enumerate(crossed.categories) if name in dataset.breaks),
        scale=_scale(dataset, measure, crossed),
    )


def charts_for(table: Table, measure: Measure, rows_are_series: bool = False) -> dict[ChartKind, CategoriesAndSeries]:
    """Return the kinds of chart that suit the figures, each with its categories and series.

    Bars follow `rows_are_series` if there is room for them that way. A line chart always has time along the axis and a
    distribution always has what is divided into parts along it, whichever way the table is turned.
    """
    ways = [_crossed(table, rows_are_series), _crossed(table, not rows_are_series)]
    found: dict[ChartKind, CategoriesAndSeries] = {}
    bars = next((one for one in ways if _has_room_for_bars(one)), None)
    if bars is not None:
        found[ChartKind.BAR] = bars
    lines = next((one for one in ways if one.is_over_time and 0 < len(one.series) <= MAX_SERIES), None)
    if lines is not None and len(lines.categories) <= MAX_CATEGORIES:
        found[ChartKind.LINE] = lines.in_time()
    wholes = next((one for one in ways if measure == Measure.SHARE and one.is_of_wholes), None)
    if wholes is not None and len(wholes.categories) * 2 <= MAX_BARS:
        found[ChartKind.DISTRIBUTION] = wholes
    return found


def chart_names(table: Table, rows_are_series: bool) -> tuple[list[str], list[str]]:
    """Return the names of the categories and the names of the series."""
    crossed = _crossed(table, rows_are_series)
    return list(crossed.categories), [series.name for series in crossed.series]


def _has_room_for_bars(crossed: CategoriesAndSeries) -> bool:
    """Return whether all bars have room, counted, with one heading over each group of them; a single series needs no
    headings."""
    series, categories = len(crossed.series), len(crossed.categories)
    bars = categories * (series + 1 if series > 1 else 1)
    return 0 < series <= MAX_SERIES and categories > 0 and bars <= MAX_BARS


def _scale(dataset: "Dataset", measure: Measure, crossed: CategoriesAndSeries) -> tuple[int, int] | None:
    numbers = [value.number for one in crossed.series for value in one.values if value.number is not None]
    is_survey = dataset.type.kind in SURVEYS and measure == Measure.SCORE and not dataset.unit_of_measure
    low, high = SCORES
    return SCORES if is_survey and numbers and all(low <= number <= high for number in numbers) else None


def _is_whole(numbers: Sequence[Decimal]) -> bool:
    return all(number >= 0 for number in numbers) and abs(sum(numbers, Decimal(0)) - HUNDRED) <= TOLERANCE


def _crossed(table: Table, rows_are_series: bool) -> CategoriesAndSeries:
    rows = [number for number, row in enumerate(table.rows) if not row.is_total]
    columns = [number for number, column in enumerate(table.columns) if not column.is_total]
    row_names = [table.rows[number].name for number in rows]
    column_names = [table.columns[number].name for number in columns]
    values: list[tuple[Value, ...]] = [tuple(table.rows[row].cells[column] for column in columns) for row in rows]
    if rows_are_series:
        return CategoriesAndSeries(tuple(column_names), tuple(map(Series, row_names, values)))
    across = [tuple(line[number] for line in values) for number in range(len(columns))]
    return CategoriesAndSeries(tuple(row_names), tuple(map(Series, column_names, across)))
