"""Styles that distinguish series without colour: lightness, pattern, dash and marker.

Neighbours differ in lightness, so that the drawing can be read in grey print; the patterns help to compare two that are
not neighbours. Never red against green, and no tone means good or bad.
"""

from dataclasses import dataclass

from meetings.figures.charts.svg_elements import GROUND, INK, at

MAX_SERIES = 5  # more lines or levels can't be told apart


@dataclass(frozen=True)
class SeriesStyle:
    """Fill colour `ground` with `pattern` ("", "stripes", "dots") in `ink`. `on` is the colour of text upon it."""

    ground: str
    ink: str = ""
    pattern: str = ""
    on: str = INK


DARK = SeriesStyle("#1d4f5c", on=GROUND)
#: Bars beside each other.
SERIES = (
    DARK,
    SeriesStyle("#f3dfcf", ink="#8a4b2a", pattern="stripes"),
    SeriesStyle("#7d9fa8"),
    SeriesStyle("#ffffff", ink="#1d4f5c", pattern="dots"),
    SeriesStyle("#6c3e25", on=GROUND),
)
#: Levels of a distribution from one end to the other: each darker than the one before.
LIGHT_TO_DARK = (
    SeriesStyle("#eaf2f3"),
    SeriesStyle("#b5d0d6"),
    SeriesStyle("#7fa7b1"),
    SeriesStyle("#437481", on=GROUND),
    SeriesStyle("#173f4a", on=GROUND),
)
#: Levels around a middle: dark at both ends, one side striped so that the sides differ in grey print.
AROUND_THE_MIDDLE = (
    SeriesStyle("#8a4b2a", ink="#955636", pattern="stripes", on=GROUND),
    SeriesStyle("#e2b896", ink="#d9a87f", pattern="stripes"),
    SeriesStyle("#efece6"),
    SeriesStyle("#9dc0c8"),
    DARK,
)
_WHICH = {1: (4,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}

#: Lines differ by dash and marker; all colours are dark, to be visible on paper.
LINE_COLOURS = ("#1d4f5c", "#8a4b2a", "#22302f", "#4d7883", "#6c3e25")
DASHES = ("", "7 4", "2 4", "12 4 2 4", "12 5")
MARKERS = ("circle", "square", "triangle", "diamond", "ring")


def level_tones(levels: int, *, diverging: bool) -> list[SeriesStyle]:
    """Return a tone for each of `levels` (1 to 5), from the first to the last."""
    family = AROUND_THE_MIDDLE if diverging else LIGHT_TO_DARK
    return [family[index] for index in _WHICH[levels]]


class PatternFills:
    """The fills of one drawing. Each pattern is defined once, under an id of this drawing."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.defined: dict[SeriesStyle, str] = {}

    def fill_for(self, tone: SeriesStyle) -> str:
        """The value of the attribute `fill`."""
        if not tone.pattern:
            return tone.ground
        name = self.defined.setdefault(tone, f"{self.prefix}-p{len(self.defined)}")
        return f"url(#{name})"

    def definitions(self) -> str:
        return "".join(_pattern(tone, name) for tone, name in self.defined.items())


def _pattern(tone: SeriesStyle, name: str) -> str:
    back = f'<rect class="lr-chart__back" width="8" height="8" fill="{tone.ground}"/>'
    if tone.pattern == "dots":
        marks = "".join(f'<circle class="lr-chart__fore" cx="{x}" cy="{x}" r="1.3" fill="{tone.ink}"/>' for x in (2, 6))
        turn = ""
    else:
        marks = f'<rect class="lr-chart__fore" width="3" height="8" fill="{tone.ink}"/>'
        turn = ' patternTransform="rotate(45)"'
    return f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse"{turn}>{back}{marks}</pattern>'


def bar_element(x: float, y: float, width: float, height: float, tone: SeriesStyle, paints: PatternFills) -> str:
    """Return a bar or a part of one, with an outline that is visible on paper."""
    part = "back" if not tone.pattern and tone.on == INK else "fore"
    kind = "pattern" if tone.pattern else part
    return (
        f'<rect class="lr-chart__{kind}" x="{at(x)}" y="{at(y)}" width="{at(width)}" height="{at(height)}" '
        f'fill="{paints.fill_for(tone)}" stroke="{INK}" stroke-width="0.8"/>'
    )


def marker_element(x: float, y: float, index: int) -> str:
    """Return the marker of a line at one of its points."""
    colour = LINE_COLOURS[index]
    look = f'class="lr-chart__fore" fill="{colour}"'
    match MARKERS[index]:
        case "square":
            return f'<rect {look} x="{at(x - 4)}" y="{at(y - 4)}" width="8" height="8"/>'
        case "triangle":
            return f'<path {look} d="M{at(x)} {at(y - 5.5)}L{at(x + 5)} {at(y + 4)}L{at(x - 5)} {at(y + 4)}Z"/>'
        case "diamond":
            return (
                f'<path {look} d="M{at(x)} {at(y - 6)}L{at(x + 5)} {at(y)}L{at(x)} {at(y + 6)}L{at(x - 5)} {at(y)}Z"/>'
            )
        case "ring":
            return (
                f'<circle class="lr-chart__ring" cx="{at(x)}" cy="{at(y)}" r="4.5" fill="{GROUND}" '
                f'stroke="{colour}" stroke-width="2"/>'
            )
    return f'<circle {look} cx="{at(x)}" cy="{at(y)}" r="4.5"/>'
