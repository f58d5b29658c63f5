"""Bar charts, single or grouped. Bars are horizontal, so that long Danish labels have room and no label is rotated.

Every bar begins at 0, or at the lowest possible score, and has its own label and number beside it.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from meetings.figures.charts.chart import Chart
from meetings.figures.charts.drawing import Drawing
from meetings.figures.charts.scale import Scale, nice_ticks
from meetings.figures.charts.series_styles import DARK, MAX_SERIES, SERIES, PatternFills, SeriesStyle, bar_element
from meetings.figures.charts.size import Size
from meetings.figures.charts.svg_elements import INK, SOFT, at, line, lines_of_text, text
from meetings.figures.charts.text_alternative import describe_value
from meetings.figures.charts.text_width import text_width, widest_piece, wrapped
from meetings.figures.values import Value

GAP = 10
COLUMN_GAP = 50
MAX_COLUMNS = 3
LABEL_SHARE = 0.38


@dataclass(frozen=True)
class BarRow:
    label: str
    value: Value
    tone: SeriesStyle


def draw_bars(chart: Chart, size: Size, paints: PatternFills) -> Drawing:
    count = len(chart.categories)
    drawing = _column(chart, size, paints, range(count))
    widest = max((widest_piece(name, size.text) for name in _labels(chart)), default=0.0)
    for columns in range(2, MAX_COLUMNS + 1):
        narrow = (size.width - COLUMN_GAP * (columns - 1)) / columns * LABEL_SHARE
        if not size.highest or drawing.height <= size.highest or count < columns or widest > narrow:
            break
        drawing = min(drawing, _columns(chart, size, paints, columns), key=lambda one: one.height)
    return drawing


def _labels(chart: Chart) -> list[str]:
    """The labels before the bars: of series when the bars are grouped, otherwise of categories."""
    return [series.name for series in chart.series] if len(chart.series) > 1 else list(chart.categories)


def _columns(chart: Chart, size: Size, paints: PatternFills, columns: int) -> Drawing:
    """Lay out the categories in columns side by side."""
    width = (size.width - COLUMN_GAP * (columns - 1)) / columns
    rows = -(-len(chart.categories) // columns)
    drawn = [
        _column(chart, replace(size, width=width), paints, range(start, min(start + rows, len(chart.categories))))
        for start in range(0, len(chart.categories), rows)
    ]
    parts: list[str] = []
    for number, column in enumerate(drawn):
        across = at(number * (width + COLUMN_GAP))
        parts += [f'<g transform="translate({across} 0)">', *column.parts, "</g>"]
    return Drawing(size.width, max(column.height for column in drawn), parts)


def _column(chart: Chart, size: Size, paints: PatternFills, positions: range) -> Drawing:
    """Draw some of the categories below each other. The scale is that of the whole chart, so columns can be
    compared."""
    grouped = len(chart.series) > 1
    plot = _Plot(chart, size, paints, labels=_labels(chart))
    for index in positions:
        if index in chart.breaks:
            plot.add_break()
        if grouped:
            plot.add_heading(chart.categories[index])
        for number, series in enumerate(chart.series):
            tone = SERIES[number] if grouped and len(chart.series) <= MAX_SERIES else DARK
            plot.add(BarRow(series.name if grouped else chart.categories[index], series.values[index], tone))
        if grouped:
            plot.y += size.bar * 0.6
    return plot.finished()


class _Plot:
    """The rows from top to bottom; `y` is where the next one begins."""

    def __init__(self, chart: Chart, size: Size, paints: PatternFills, *, labels: list[str]) -> None:
        self.chart, self.size, self.paints = chart, size, paints
        self.parts: list[str] = []
        self.y = 2.0
        self.label_room = size.width
        start = 1.0
        if size.labels_beside:
            longest = max((text_width(label, size.text) for label in labels), default=0.0)
            self.label_room = min(longest, size.width * LABEL_SHARE)
            start = self.label_room + 12
        values = [value for series in chart.series for value in series.values]
        numbers = [float(value.number) for value in values if value.number is not None]
        ticks = nice_ticks(min([0.0, *numbers]), max([0.0, *numbers]))
        low, high = (ticks[0] if min([0.0, *numbers]) < 0 else 0.0), max([0.0, *numbers]) or ticks[-1]
        self.base = 0.0
        if chart.scale is not None:
            low, high = map(float, chart.scale)
            self.base = low
        label_width = max((text_width(describe_value(value, chart), size.text) for value in values), default=0.0)
        self.scale = Scale(low, high, start, max(size.width - label_width - 2 * GAP, start + 40))
        self.start = start

    def add_heading(self, heading: str) -> None:
        lines = wrapped(heading, self.size.text, self.size.width)
        self.y += self.size.text
        self._lines(0, lines, bold=True)
        self.y += len(lines) * self.size.leading - self.size.text + 2

    def add_break(self) -> None:
        lines = wrapped(_("Break in the series"), self.size.small, self.size.width)
        self.parts.append(line(0, self.y + 3, self.size.width, self.y + 3, stroke=SOFT, dash="5 4"))
        self.y += 6 + self.size.small
        self.parts += lines_of_text(
            0, self.y, lines, size=self.size.small, leading=self.size.small_leading, fill=SOFT, quiet=True
        )
        self.y += len(lines) * self.size.small_leading

    def add(self, row: BarRow) -> None:
        size = self.size
        lines = wrapped(row.label, size.text, max(self.label_room, 40))
        if size.labels_beside:
            height = max(size.bar, len(lines) * size.leading)
            middle = self.y + height / 2
            first = middle - (len(lines) - 1) * size.leading / 2 + size.text * 0.35
            self._lines(self.start - 12, lines, anchor="end", y=first)
        else:
            self._lines(0, lines, y=self.y + size.text)
            self.y += len(lines) * size.leading + 1
            height = size.bar
            middle = self.y + height / 2
        self._zero_line(middle, (height + GAP) / 2 if size.labels_beside else size.bar / 2 + 3)
        self._bar(row, middle)
        self.y += height + GAP

    def _bar(self, row: BarRow, middle: float) -> None:
        zero, baseline = self.scale(self.base), middle + self.size.text * 0.35
        label = describe_value(row.value, self.chart)
        if row.value.number is None:
            self.parts.append(text(zero + GAP, baseline, label, size=self.size.text, fill=SOFT, quiet=True))
            return
        end = self.scale(float(row.value.number))
        if end != zero:
            top = middle - self.size.bar / 2
            self.parts.append(bar_element(min(zero, end), top, abs(end - zero), self.size.bar, row.tone, self.paints))
        self.parts.append(text(max(zero, end) + GAP, baseline, label, size=self.size.text, bold=True))

    def _lines(
        self, x: float, lines: tuple[str, ...], *, y: float | None = None, anchor: str = "start", bold: bool = False
    ) -> None:
        self.parts += lines_of_text(
            x, self.y if y is None else y, lines, size=self.size.text, leading=self.size.leading, anchor=anchor,
            bold=bold,
        )  # fmt: skip

    def _zero_line(self, middle: float, half: float) -> None:
        """The zero line beside one bar only, so that it does not cross text or a break."""
        zero = self.scale(self.base)
        self.parts.append(line(zero, middle - half, zero, middle + half, stroke=INK, width=1.2))

    def finished(self) -> Drawing:
        if self.chart.scale is not None:
            self._axis(*self.chart.scale)
        return Drawing(self.size.width, max(self.y, 20), self.parts)

    def _axis(self, low: int, high: int) -> None:
        """The possible scores under the bars, because the lowest score has no bar at all."""
        y = self.y + self.size.small
        for score in range(low, high + 1):
            x = self.scale(score)
            self.parts.append(line(x, self.y - 4, x, self.y + 1, stroke=SOFT))
            self.parts.append(text(x, y + 2, str(score), size=self.size.small, anchor="middle", fill=SOFT))
        self.y = y + self.size.small * 0.4
