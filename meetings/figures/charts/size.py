"""The widths a chart is drawn in: at a desk and on paper; on a phone, where a scaled drawing can't be read; and on the
wall of a meeting room, where it is read from four metres and can't be scrolled."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`labels_beside`: there is room for words beside what they name; otherwise they stand above it."""

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
#: On a screen of 1920 by 1080 the drawing is shown as large as it is drawn: no word is under 28 pixels.
PROJECTOR = Size("wall", width=1680, text=34, small=31, bar=36, plot_height=330, labels_beside=True, highest=580)
