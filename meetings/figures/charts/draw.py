"""Draw a chart as SVG on the server: no library, no script, nothing that the content security policy refuses."""

from django.utils.safestring import SafeString, mark_safe

from meetings.figures.charts.bars import draw_bars
from meetings.figures.charts.chart import Chart, ChartKind
from meetings.figures.charts.distribution import draw_distribution
from meetings.figures.charts.drawing import id_prefix, svg_element
from meetings.figures.charts.lines import draw_lines
from meetings.figures.charts.prepare_chart import prepare_chart
from meetings.figures.charts.series_styles import PatternFills
from meetings.figures.charts.size import NARROW, WIDE, Size

_BY_KIND = {
    ChartKind.BAR: draw_bars,
    ChartKind.LINE: draw_lines,
    ChartKind.DISTRIBUTION: draw_distribution,
}


def draw(chart: Chart, *, key: str = "", sizes: tuple[Size, ...] = (WIDE, NARROW)) -> SafeString:
    """Draw the chart once for each of `sizes`; the stylesheet of the component shows the one that fits. Without that
    stylesheet (PDF, mail) ask for one: `sizes=(WIDE,)`.

    Ids are made from the chart and `key`: pass different keys where the same chart stands twice on a page.
    """
    chart = prepare_chart(chart)
    return mark_safe("".join(_one(chart, size, key) for size in sizes))  # noqa: S308 — every text was escaped by svg_elements.py


def _one(chart: Chart, size: Size, key: str) -> str:
    name = id_prefix(chart, size.name, key)
    paints = PatternFills(name)
    return svg_element(_BY_KIND[chart.kind](chart, size, paints), chart=chart, size=size, name=name, paints=paints)
