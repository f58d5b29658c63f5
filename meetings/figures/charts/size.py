"""The two widths a chart is drawn in: at a desk and on paper, and on a phone, where a scaled drawing can't be read."""

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

    @property
    def leading(self) -> float:
        return self.text * 1.3

    @property
    def small_leading(self) -> float:
        return self.small * 1.35


WIDE = Size("wide", width=680, text=16, small=14.5, bar=24, plot_height=230, labels_beside=True)
NARROW = Size("narrow", width=320, text=15, small=14, bar=22, plot_height=170, labels_beside=False)
