"""Line charts over time. Each category has a band of its own, so that labels never overlap.

A line is drawn only between two neighbouring points that both have a number and no break between them.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from meetings.figures.charts.chart import Chart, Series
from meetings.figures.charts.drawing import Drawing
from meetings.figures.charts.scale import Scale, decimals_of, nice_ticks
from meetings.figures.charts.series_styles import DASHES, LINE_COLOURS, PatternFills, marker_element
from meetings.figures.charts.size import Size
from meetings.figures.charts.svg_elements import INK, SOFT, at, line, lines_of_text, text
from meetings.figures.charts.text_alternative import describe_value, format_number, join_names, series_without_numbers
from meetings.figures.charts.text_width import text_width, widest_piece, wrapped
from meetings.figures.values import Value, ValueState

SAMPLE = 34  # width of the sample of a line, with its marker, before the name
END_SHARE = 0.27  # of the width: the most that names at the ends of lines take
WINDOW = 1 / 3  # of the largest number: the shortest span of an axis


def draw_lines(chart: Chart, size: Size, paints: PatternFills) -> Drawing:
    return _LinePlot(chart, size).drawing()


def joined_runs(series: Series, breaks: frozenset[int]) -> Iterator[list[tuple[int, float]]]:
    """Yield runs of points that are joined by a line; a suppressed or missing value or a break ends a run."""
    run: list[tuple[int, float]] = []
    for index, value in enumerate(series.values):
        if index in breaks or value.number is None:
            if run:
                yield run
            run = []
        if value.number is not None:
            run.append((index, float(value.number)))
    if run:
        yield run


def axis_ticks(chart: Chart) -> list[float]:
    """Return ticks from 0 where the numbers differ by a third or more; otherwise from a window wide enough that a small
    difference looks small."""
    if chart.scale is not None:
        return [float(score) for score in range(chart.scale[0], chart.scale[1] + 1)]
    numbers = [float(value.number) for one in chart.series for value in one.values if value.number is not None]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    widest = max(abs(low), abs(high))
    if low >= 0 and high - low >= widest * WINDOW:
        low = 0.0
    elif high - low < widest * WINDOW:
        spare = (widest * WINDOW - (high - low)) / 2
        low, high = (max(low - spare, 0.0) if low >= 0 else low - spare), high + spare
    ticks = nice_ticks(low, high)
    if chart.unit == "%" and min(numbers, default=-1.0) >= 0 and max(numbers) <= 100 < ticks[-1]:
        ticks = [*(tick for tick in ticks if tick < 100), 100.0]  # shares of a whole end at 100
    return ticks


def _number(value: Value) -> float:
    return float(value.number) if value.number is not None else 0.0


class _LinePlot:
    def __init__(self, chart: Chart, size: Size) -> None:
        self.chart, self.size = chart, size
        self.parts: list[str] = []
        self.names = [self._name(index) for index in range(len(chart.series))]
        self.ticks = axis_ticks(chart)
        places = decimals_of(self.ticks)
        self.tick_words = [format_number(tick, unit=chart.unit, decimals=places) for tick in self.ticks]
        self.left = max(text_width(label, size.small) for label in self.tick_words) + 8
        self.right = self._right_margin()
        self.step = (size.width - self.left - self.right) / max(len(chart.categories), 1)

    def _name(self, index: int) -> str:
        """The label at the end of a line: its name and last number."""
        series = self.chart.series[index]
        last = next((value for value in reversed(series.values) if value.number is not None), None)
        if last is None:
            return ""
        label = describe_value(last, self.chart)
        return f"{series.name} {label}" if series.name and len(self.chart.series) > 1 else series.name or label

    def _right_margin(self) -> float:
        if not self.size.labels_beside:
            return 4
        room = self.size.width * END_SHARE - SAMPLE
        lines = [one for name in self.names for one in wrapped(name, self.size.small, room)]
        return max((text_width(one, self.size.small) for one in lines), default=0.0) + SAMPLE + 12

    def x(self, index: int) -> float:
        return self.left + self.step * (index + 0.5)

    def drawing(self) -> Drawing:
        top = 2.0
        if not self.size.labels_beside:
            top = self._key(top)
        top = self._break_labels(top) + self.size.small + 14
        bottom = top + max(self.size.plot_height, self._end_labels_height())
        self.y = Scale(self.ticks[0], self.ticks[-1], bottom, top)
        self._grid(top, bottom)
        for index, series in enumerate(self.chart.series):
            self._line(index, series)
        self._point_values(bottom)
        if self.size.labels_beside:
            self._end_labels(top, bottom)
        height = self._notes(self._category_labels(bottom))
        return Drawing(self.size.width, height, self.parts)

    def _sample(self, index: int, x: float, y: float) -> None:
        self.parts.append(
            line(x, y, x + SAMPLE - 8, y, stroke=LINE_COLOURS[index], width=self.size.small / 6, dash=DASHES[index])
            + marker_element(x + (SAMPLE - 8) / 2, y, index)
        )

    def _key(self, y: float) -> float:
        """In the narrow size the names stand above the chart, each after a sample of its line."""
        for index, name in enumerate(self.names):
            lines = wrapped(name, self.size.small, self.size.width - SAMPLE)
            if lines:
                self._sample(index, 0, y + self.size.small * 0.65)
                y = self._small(SAMPLE, y + self.size.small, lines)
        return y

    def _small(self, x: float, y: float, lines: tuple[str, ...], *, fill: str = INK, quiet: bool = False) -> float:
        leading = self.size.small_leading
        self.parts += lines_of_text(x, y, lines, size=self.size.small, leading=leading, fill=fill, quiet=quiet)
        return y - self.size.small + len(lines) * leading

    def _break_labels(self, y: float) -> float:
        """ "Brud i serien" over each break, on as many rows as needed to avoid overlap."""
        self.break_from = y
        label = _("Break in the series")
        width, rows = text_width(label, self.size.small), list[float]()
        for index in sorted(self.chart.breaks):
            x = min(max(self.left + self.step * index, width / 2), self.size.width - width / 2)
            row = next((number for number, end in enumerate(rows) if end <= x - width / 2), len(rows))
            rows[row:row + 1] = [x + width / 2 + 8]  # fmt: skip
            baseline = y + self.size.small + row * self.size.small_leading
            self.parts.append(text(x, baseline, label, size=self.size.small, anchor="middle", fill=SOFT, quiet=True))
        return y + len(rows) * self.size.small_leading

    def _grid(self, top: float, bottom: float) -> None:
        right = self.size.width - self.right
        for tick, label in zip(self.ticks, self.tick_words, strict=True):
            y = self.y(tick)
            self.parts.append(line(self.left, y, right, y, stroke=INK if tick == 0 else "#d9d5cb"))
            self.parts.append(
                text(self.left - 8, y + self.size.small * 0.35, label, size=self.size.small, anchor="end", fill=SOFT)
            )
        for index in sorted(self.chart.breaks):
            x = self.left + self.step * index
            self.parts.append(line(x, top - 8, x, bottom, stroke=SOFT, width=1.4, dash="5 4"))

    def _line(self, index: int, series: Series) -> None:
        for run in joined_runs(series, self.chart.breaks):
            if len(run) > 1:
                path = "L".join(f"{at(self.x(where))} {at(self.y(number))}" for where, number in run)
                dash = f' stroke-dasharray="{DASHES[index]}"' if DASHES[index] else ""
                self.parts.append(
                    f'<path class="lr-chart__line" d="M{path}" fill="none" stroke="{LINE_COLOURS[index]}" '
                    f'stroke-width="{at(self.size.small / 6)}" stroke-linejoin="round"{dash}/>'
                )
            self.parts += [marker_element(self.x(where), self.y(number), index) for where, number in run]

    def _point_values(self, bottom: float) -> None:
        """Label the points of a single line with their numbers, or the state of missing ones, as far as there is
        room."""
        if len(self.chart.series) != 1:
            return
        values = self.chart.series[0].values
        labels = [describe_value(value, self.chart) for value in values]
        roomy = max((text_width(label, self.size.small) for label in labels), default=0.0) <= self.step - 2
        for index, (value, label) in enumerate(zip(values, labels, strict=True)):
            if value.number is None and text_width(label, self.size.small) <= self.step - 2:
                self._centred(index, bottom - 8, label, quiet=True)
            elif value.number is not None and roomy:
                self._centred(index, self._beside_point(index, bottom), label, bold=True)

    def _beside_point(self, index: int, bottom: float) -> float:
        """The baseline of a number over its point, or under it where the line would run through the number."""
        values = self.chart.series[0].values
        y = self.y(_number(values[index]))
        around = [self.y(_number(values[other])) for other in (index - 1, index + 1)
                  if 0 <= other < len(values) and values[other].number is not None]  # fmt: skip
        under = y + self.size.small + 8
        return under if around and min(around) < y and sum(around) < len(around) * y and under < bottom - 4 else y - 11

    def _centred(self, index: int, y: float, label: str, *, bold: bool = False, quiet: bool = False) -> None:
        fill = SOFT if quiet else INK
        self.parts.append(
            text(self.x(index), y, label, size=self.size.small, anchor="middle", bold=bold, quiet=quiet, fill=fill)
        )

    def _ends(self) -> list[tuple[float, tuple[str, ...], int]]:
        """For each line with a number: the last number, the lines of its label, and the index of the series."""
        found = []
        for index, series in enumerate(self.chart.series):
            numbers = [float(value.number) for value in series.values if value.number is not None]
            lines = wrapped(self.names[index], self.size.small, self.right - SAMPLE - 8)
            if numbers and lines:
                found.append((numbers[-1], lines, index))
        return sorted(found, key=lambda end: (-end[0], end[2]))

    def _end_labels_height(self) -> float:
        if not self.size.labels_beside:
            return 0
        return sum(len(lines) * self.size.small_leading + 6 for _number, lines, _index in self._ends())

    def _end_labels(self, top: float, bottom: float) -> None:
        """The names at the ends of the lines, moved apart so that they don't overlap."""
        ends = self._ends()
        heights = [len(lines) * self.size.small_leading + 6 for _number, lines, _index in ends]
        places = spread_labels([self.y(number) for number, _said, _index in ends], heights, low=top, high=bottom)
        x = self.size.width - self.right + 6
        for (_number, lines, index), middle in zip(ends, places, strict=True):
            self._sample(index, x, middle)
            first = middle - (len(lines) - 1) * self.size.small_leading / 2 + self.size.small * 0.35
            self._small(x + SAMPLE - 2, first, lines)

    def _category_labels(self, bottom: float) -> float:
        """Labels under the bands; where there is no room for all, every second, every third and so on, and always
        the last."""
        size = self.size
        labels = fitting_labels(list(self.chart.categories), size.small, self.step, self.x, size.width)
        for index, lines in labels.items():
            width = max(text_width(one, size.small) for one in lines)
            x = min(max(self.x(index), width / 2), size.width - width / 2)
            self.parts += lines_of_text(
                x, bottom + size.small * 1.05 + 8, lines, size=size.small, leading=size.small_leading, anchor="middle"
            )
        deepest = max((len(lines) for lines in labels.values()), default=0)
        return bottom + size.small * 0.05 + 8 + deepest * size.small_leading + 4

    def _notes(self, y: float) -> float:
        """Notes under the chart on points that are not drawn, and on an axis that does not begin at 0."""
        notes = []
        for state in (ValueState.SUPPRESSED, ValueState.MISSING):
            for name, where in series_without_numbers(self.chart, state):
                who = name if len(self.chart.series) > 1 and name else ""
                note = f"{state.label}: {join_names(where)}"
                notes.append(f"{who}. {note}" if who else note)
        if self.chart.scale is None and not self.ticks[0] <= 0 <= self.ticks[-1]:
            notes.append(_("The axis does not begin at 0."))
        for note in notes:
            y = self._small(0, y + self.size.small, wrapped(note, self.size.small, self.size.width), fill=SOFT)
        return y + 4


def spread_labels(wished: list[float], heights: list[float], *, low: float, high: float) -> list[float]:
    """Return positions as near as possible to the wished ones (ascending) without overlap of their heights."""
    places: list[float] = []
    edge = low
    for middle, height in zip(wished, heights, strict=True):
        place = max(middle, edge + height / 2)
        places.append(place)
        edge = place + height / 2
    edge = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], edge - heights[index] / 2)
        edge = places[index] - heights[index] / 2
    return places


def fitting_labels(
    names: list[str], size: float, step: float, x: Callable[[int], float], width: float
) -> dict[int, tuple[str, ...]]:
    """Return index -> lines of each label that is written: as many as fit without cutting a word."""
    count = len(names)
    for every in range(1, count + 1):
        shown = [index for index in range(count) if (count - 1 - index) % every == 0]
        room = min([step * every - 6, *(2 * min(x(index), width - x(index)) for index in (shown[0], shown[-1]))])
        if every == count or all(widest_piece(names[index], size) <= room for index in shown):
            return {index: lines for index in shown if (lines := wrapped(names[index], size, room))}
    return {}
