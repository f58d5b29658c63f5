"""Charts for tests, and a drawing parsed from its SVG."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.charts.draw import draw
from meetings.figures.charts.size import NARROW, PROJECTOR, WIDE
from meetings.figures.charts.text_width import text_width
from meetings.figures.values import MISSING, SUPPRESSED, Value

SVG = "{http://www.w3.org/2000/svg}"
WORDS = (
    "Trivsel Skovskolen klassetrinnet Specialklasserækken børn og medarbejdernes samarbejdsevne <b> & »ro« 2023/2024"
)

names = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6).map(" ".join)
numbers = st.decimals(min_value=-2000, max_value=100000, places=2).map(Value.shown)
values = st.one_of(numbers, st.integers(0, 100).map(Value.shown), st.just(SUPPRESSED), st.just(MISSING))


@st.composite
def charts(draw_from, kinds=tuple(ChartKind)):
    categories = draw_from(st.lists(names, min_size=0, max_size=8))
    count = draw_from(st.integers(0 if not categories else 1, 7))
    rows = [Series(draw_from(names), tuple(draw_from(values) for _each in categories)) for _each in range(count)]
    return Chart(
        kind=draw_from(st.sampled_from(kinds)),
        message=draw_from(names),
        categories=tuple(categories),
        series=tuple(rows),
        unit=draw_from(st.sampled_from(["", "%", "dage"])),
        decimals=draw_from(st.integers(0, 2)),
        respondents=draw_from(st.one_of(st.none(), st.integers(0, 5000))),
        breaks=draw_from(st.frozensets(st.integers(0, 8), max_size=3)),
    )


def chart(kind, *rows, categories=None, names=None, **more):
    """A chart from rows of numbers; None is missing, "hidden" is suppressed."""
    read = [tuple(_value(one) for one in row) for row in rows]
    categories = categories or tuple(f"Trin {index}" for index in range(len(read[0])))
    names = names or [f"Række {index}" for index in range(len(read))]
    series = tuple(Series(name, values) for name, values in zip(names, read, strict=True))
    return Chart(kind=kind, message="Det siger tallene", categories=tuple(categories), series=series, **more)


def _value(one):
    if one is None:
        return MISSING
    return SUPPRESSED if one == "hidden" else Value.shown(Decimal(str(one)))


@dataclass(frozen=True)
class Label:
    words: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other):
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Drawn:
    """One size of a chart, parsed from its SVG."""

    def __init__(self, chart, size=WIDE, **more):
        self.source = str(draw(chart, sizes=(size,), **more))
        self.svg = ElementTree.fromstring(self.source)
        self.width, self.height = map(float, self.svg.get("viewBox").split()[2:])

    def all(self, tag):
        return list(self.svg.iter(f"{SVG}{tag}"))

    @property
    def labels(self):
        moved = {text: _across(group) for group in self.all("g") for text in group.iter(f"{SVG}text")}
        return [_label(element, moved.get(element, 0.0)) for element in self.all("text")]

    @property
    def said(self):
        return [element.text for element in self.all("text")]

    @property
    def bars(self):
        """The rectangles of bars and parts, without key swatches and backgrounds of numbers."""
        return [one for one in self.all("rect") if one.get("stroke") and float(one.get("height")) > 18]

    @property
    def paths(self):
        """The points of each joined run of a line."""
        return [
            [tuple(map(float, point.split())) for point in one.get("d")[1:].split("L")]
            for one in self.all("path")
            if one.get("fill") == "none"
        ]


def _across(group):
    """How far a column is translated to the right."""
    return float(re.match(r"translate\(([\d.]+) 0\)$", group.get("transform"))[1])


def _label(element, across):
    size = float(element.get("font-size"))
    width = text_width(element.text or "", size) / 1.05
    x, y = float(element.get("x")) + across, float(element.get("y"))
    left = {"middle": x - width / 2, "end": x - width}.get(element.get("text-anchor"), x)
    return Label(element.text or "", left, left + width, y - size * 0.72, y + size * 0.2)


BOTH_SIZES = (WIDE, NARROW)
EVERY_SIZE = (*BOTH_SIZES, PROJECTOR)
NUMBER = re.compile(r"\d")
