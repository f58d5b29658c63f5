"""A finished drawing, and its `svg` element."""

import hashlib
from dataclasses import dataclass

from meetings.figures.charts.chart import Chart
from meetings.figures.charts.series_styles import PatternFills
from meetings.figures.charts.size import Size
from meetings.figures.charts.svg_elements import at, escape_text
from meetings.figures.charts.text_alternative import description

FONT = "IBM Plex Sans, Segoe UI, Arial, sans-serif"


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    parts: list[str]


def id_prefix(chart: Chart, size_name: str, key: str) -> str:
    """Return the prefix of the ids of one drawing: the same for equal charts, different for any others."""
    return "c" + hashlib.sha256(f"{chart!r}|{size_name}|{key}".encode()).hexdigest()[:12]


def svg_element(drawing: Drawing, *, chart: Chart, size: Size, name: str, paints: PatternFills) -> str:
    """Return the `svg` element with its title (the message) and description (the shown numbers)."""
    defined = paints.definitions()
    width, height = at(drawing.width), at(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lr-chart__svg lr-chart__svg--{size.name}" role="img" '
        f'aria-labelledby="{name}-t" aria-describedby="{name}-d" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONT}">'
        f'<title id="{name}-t">{escape_text(chart.message)}</title>'
        f'<desc id="{name}-d">{escape_text(description(chart))}</desc>'
        f"{f'<defs>{defined}</defs>' if defined else ''}{''.join(drawing.parts)}</svg>"
    )
