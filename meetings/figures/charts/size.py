"""The sizes a chart is drawn in: for desktop and paper; for a phone, where a scaled-down drawing can't be read; and
for the projector of a meeting room, read from four metres without scrolling."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`labels_beside`: there is room for text beside what it names; otherwise it stands above. Lengths are in SVG
    units."""

    name: str
    width: float
    text: float
    small: float
    bar: float
    plot_height: float
    labels_beside: bool
    #: A drawing that grows higher than this lays its rows in two columns; 0 for never.
    highest: float = 0

    @property
    def leading(self) -> float:
        return self.text * 1.3

    @property
    def small_leading(self) -> float:
        return self.small * 1.35


WIDE = Size("wide", width=680, text=16, small=14.5, bar=24, plot_height=230, labels_beside=True)
NARROW = Size("narrow", width=320, text=15, small=14, bar=22, plot_height=170, labels_beside=False)
#: On a screen of 1920 by 1080 the drawing is not scaled: no text is smaller than 28 pixels.
PROJECTOR = Size("projector", width=1680, text=34, small=31, bar=36, plot_height=330, labels_beside=True, highest=580)
