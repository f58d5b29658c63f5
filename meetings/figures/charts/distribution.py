"""Distribution charts: answers over the levels of a scale, stacked from the left or around the middle level.

The position of a part depends on the shown parts alone, so a gap never discloses the size of a suppressed one.
"""

import re

from django.utils.translation import gettext as _

from meetings.figures.charts.chart import Chart
from meetings.figures.charts.drawing import Drawing
from meetings.figures.charts.scale import Scale
from meetings.figures.charts.series_styles import PatternFills, SeriesStyle, bar_element, level_tones
from meetings.figures.charts.size import Size
from meetings.figures.charts.svg_elements import GROUND, INK, SOFT, at, line, lines_of_text, text
from meetings.figures.charts.text_alternative import describe_value, format_number
from meetings.figures.charts.text_width import text_width, wrapped
from meetings.figures.values import Value, ValueState

LABEL_SHARE = 0.36
GAP = 12


#: Patterns for the names of the two ends of a scale with a middle.
POLES = (
    (re.compile(r"uenig"), re.compile(r"(?<!u)enig")),
    (re.compile(r"utilfreds"), re.compile(r"(?<!u)tilfreds")),
    (re.compile(r"dårlig|ringe"), re.compile(r"god")),
    (re.compile(r"negativ"), re.compile(r"positiv")),
    (re.compile(r"i\s(?:meget\s)?(?:lav|ringe)\sgrad"), re.compile(r"i\s(?:meget\s)?høj\sgrad")),
)


def has_poles(levels: list[str]) -> bool:
    """Return whether the levels go from one pole to the other, in either order, such as from disagreeing to
    agreeing."""
    first, last = (" ".join(level.casefold().split()) for level in (levels[0], levels[-1])) if levels else ("", "")
    return len(levels) > 1 and any(
        one.search(first) and other.search(last) for low, high in POLES for one, other in ((low, high), (high, low))
    )


def draw_distribution(chart: Chart, size: Size, paints: PatternFills) -> Drawing:
    return _DistributionPlot(chart, size, paints).drawing()


def _number(value: Value) -> float:
    return float(value.number) if value.number is not None else 0.0


class _DistributionPlot:
    def __init__(self, chart: Chart, size: Size, paints: PatternFills) -> None:
        self.chart, self.size, self.paints = chart, size, paints
        self.parts: list[str] = []
        self.diverging = has_poles([series.name for series in chart.series])
        self.tones = level_tones(max(len(chart.series), 1), diverging=self.diverging)
        self.rows = [[series.values[index] for series in chart.series] for index in range(len(chart.categories))]
        self.start, self.label_room = 1.0, size.width
        if size.labels_beside:
            longest = max((text_width(name, size.text) for name in chart.categories), default=0.0)
            self.label_room = max(min(longest, size.width * LABEL_SHARE), 40)
            self.start = self.label_room + 14
        lefts = [self._left_of_middle(row) for row in self.rows]
        rights = [sum(map(_number, row)) - left for row, left in zip(self.rows, lefts, strict=True)]
        self.scale = Scale(
            -max(lefts, default=0.0), max(rights, default=0.0) or 1.0, self.start, size.width - 1
        )  # fmt: skip

    def _left_of_middle(self, row: list[Value]) -> float:
        """The sum of the parts left of the middle: the lower levels, and half of the middle level."""
        if not self.diverging:
            return 0.0
        half, odd = divmod(len(row), 2)
        return sum(_number(value) for value in row[:half]) + (_number(row[half]) / 2 if odd else 0.0)

    def drawing(self) -> Drawing:
        y = self._key()
        for index, name in enumerate(self.chart.categories):
            if index in self.chart.breaks:
                y = self._break(y)
            y = self._row(name, self.rows[index], y)
        return Drawing(self.size.width, max(y, 20), self.parts)

    def _key(self) -> float:
        """The key: the levels by name, in their order in the chart."""
        size, x, y = self.size, 0.0, 2.0
        swatch = size.small
        for series, tone in zip(self.chart.series, self.tones, strict=False):
            lines = wrapped(series.name, size.small, size.width - swatch - 6)
            width = swatch + 6 + max((text_width(one, size.small) for one in lines), default=0.0)
            if x and x + width > size.width:
                x, y = 0.0, y + size.small_leading + 4
            self.parts.append(bar_element(x, y + 1, swatch, swatch - 2, tone, self.paints))
            self._small(x + swatch + 6, y + size.small, lines)
            if len(lines) > 1:
                x, y = 0.0, y + len(lines) * size.small_leading + 4
            else:
                x += width + 18
        return y + (size.small_leading if x else 0) + 14

    def _small(self, x: float, y: float, lines: tuple[str, ...], *, quiet: bool = False) -> None:
        self.parts += lines_of_text(
            x, y, lines, size=self.size.small, leading=self.size.small_leading, fill=SOFT if quiet else INK, quiet=quiet
        )

    def _break(self, y: float) -> float:
        lines = wrapped(_("Break in the series"), self.size.small, self.size.width)
        self.parts.append(line(0, y, self.size.width, y, stroke=SOFT, dash="5 4"))
        self._small(0, y + self.size.small + 3, lines, quiet=True)
        return y + 3 + len(lines) * self.size.small_leading + 8

    def _row(self, name: str, row: list[Value], y: float) -> float:
        size = self.size
        label = wrapped(name, size.text, self.label_room)
        words = wrapped(self._without_numbers(row), size.small, size.width - self.start)
        bar = size.bar if any(value.number is not None for value in row) else 0.0
        height = bar + len(words) * size.small_leading
        if size.labels_beside:
            height = max(height, len(label) * size.leading)
            first = y + max(size.bar / 2 - (len(label) - 1) * size.leading / 2, size.text * 0.65) + size.text * 0.35
            self._label(self.start - 14, first, label, anchor="end")
        else:
            self._label(0, y + size.text, label, anchor="start")
            y += len(label) * size.leading + 2
        if bar:
            self._parts_of(row, y)
        self._small(self.start + 1, y + bar + size.small + 2, words, quiet=True)
        return y + height + GAP + 2

    def _label(self, x: float, y: float, lines: tuple[str, ...], *, anchor: str) -> None:
        self.parts += lines_of_text(x, y, lines, size=self.size.text, leading=self.size.leading, anchor=anchor)

    def _parts_of(self, row: list[Value], y: float) -> None:
        middle = self.scale(0)
        self.parts.append(line(middle, y - 4, middle, y + self.size.bar + 4, stroke=INK, width=1.2))
        edge = -self._left_of_middle(row)
        for value, tone in zip(row, self.tones, strict=True):
            if not _number(value):
                continue
            x, end = self.scale(edge), self.scale(edge + _number(value))
            self.parts.append(bar_element(x, y, end - x, self.size.bar, tone, self.paints))
            self._number_in(value, tone, x, end, y)
            edge += _number(value)

    def _number_in(self, value: Value, tone: SeriesStyle, x: float, end: float, y: float) -> None:
        """The number inside its part if there is room, on a plain ground, so that no pattern runs through it."""
        size = self.size
        number = format_number(_number(value), unit="", decimals=self.chart.decimals)
        width = text_width(number, size.small)
        if width + 6 > end - x:
            return
        middle = (x + end) / 2
        self.parts.append(
            f'<rect class="lr-chart__under" x="{at(middle - width / 2 - 2)}" y="{at(y + 2)}" width="{at(width + 4)}" '
            f'height="{at(size.bar - 4)}" fill="{tone.ground}"/>'
        )
        on = "lr-chart__on" if tone.on == GROUND else "lr-chart__text"
        drawn = text(
            middle, y + size.bar / 2 + size.small * 0.35, number, size=size.small, anchor="middle", fill=tone.on
        )
        self.parts.append(drawn.replace("lr-chart__text", on, 1))

    def _without_numbers(self, row: list[Value]) -> str:
        """The levels of a row without a number, by state; only the state when no level has one."""
        notes = []
        for state in (ValueState.SUPPRESSED, ValueState.MISSING):
            names = [series.name for series, value in zip(self.chart.series, row, strict=True) if value.state == state]
            if names and len(names) == len(row):
                return describe_value(row[0], self.chart)
            if names:
                notes.append(f"{state.label}: {', '.join(names)}")
        return " · ".join(notes)
