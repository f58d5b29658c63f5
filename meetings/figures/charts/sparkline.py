"""A line the size of a word, for the eye beside a text: the first series alone, and its last number."""

from meetings.figures.charts.chart import Chart
from meetings.figures.charts.drawing import Drawing
from meetings.figures.charts.elements import INK, SOFT, at, line, text
from meetings.figures.charts.lines import stretches
from meetings.figures.charts.scale import Scale
from meetings.figures.charts.spoken import value_words
from meetings.figures.charts.text_width import text_width
from meetings.figures.charts.tones import LINE_COLOURS

LINE_WIDTH, HEIGHT, TYPE = 130.0, 36.0, 16.0


def draw_sparkline(chart: Chart) -> Drawing:
    values = chart.series[0].values if chart.series else ()
    numbers = [float(value.number) for value in values if value.number is not None]
    x = Scale(0, max(len(values) - 1, 1), 4, LINE_WIDTH - 5)
    y = Scale(min(numbers, default=0), max(numbers, default=0), HEIGHT - 6, 6)
    if numbers and min(numbers) == max(numbers):
        y = Scale(0, 1, HEIGHT / 2, HEIGHT / 2)
    parts = [
        line(x(index - 0.5), 3, x(index - 0.5), HEIGHT - 3, stroke=SOFT, width=1.4, dash="3 3")
        for index in sorted(chart.breaks)
    ]
    for run in stretches(chart.series[0], chart.breaks) if chart.series else ():
        points = [(x(where), y(number)) for where, number in run]
        path = "L".join(f"{at(across)} {at(down)}" for across, down in points)
        if len(points) > 1:
            parts.append(
                f'<path class="lr-chart__line" d="M{path}" fill="none" stroke="{LINE_COLOURS[0]}" stroke-width="2"/>'
            )
        else:
            parts.append(_dot(*points[0], radius=2))
    if values and values[-1].number is not None:
        parts.append(_dot(x(len(values) - 1), y(float(values[-1].number)), radius=4))
    said = value_words(values[-1], chart) if values else ""
    shown = bool(values) and values[-1].number is not None
    parts.append(
        text(LINE_WIDTH + 6, HEIGHT / 2 + TYPE * 0.35, said, size=TYPE, bold=shown, quiet=not shown,
             fill=INK if shown else SOFT)
    )  # fmt: skip
    return Drawing(LINE_WIDTH + 10 + text_width(said, TYPE), HEIGHT, parts)


def _dot(x: float, y: float, *, radius: float) -> str:
    return f'<circle class="lr-chart__fore" cx="{at(x)}" cy="{at(y)}" r="{at(radius)}" fill="{LINE_COLOURS[0]}"/>'
