"""SVG elements as escaped text, with presentation attributes only, as the content security policy requires."""

import re
from collections.abc import Iterable
from html import escape

#: Characters that XML does not allow, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INK = "#22302f"
SOFT = "#55605f"
FAINT = "#d9d5cb"
GROUND = "#ffffff"


def escape_text(text: object) -> str:
    """Escape text for use between tags or in an attribute."""
    return escape(_NOT_XML.sub("", str(text)), quote=True)


def at(place: float) -> str:
    """Return a coordinate with at most one decimal."""
    written = f"{place:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = FAINT, width: float = 1, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line class="lr-chart__line" x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}" '
        f'stroke="{stroke}" stroke-width="{at(width)}"{dashes}/>'
    )


def text(
    x: float, y: float, content: str, *, size: float, anchor: str = "start", fill: str = INK, bold: bool = False,
    quiet: bool = False,
) -> str:  # fmt: skip
    """Return one line of text with its baseline at `y`; `quiet` is for text in place of a number."""
    look = "" if anchor == "start" else f' text-anchor="{anchor}"'
    look += ' font-weight="600"' if bold else ""
    look += ' font-style="italic"' if quiet else ""
    return (
        f'<text class="lr-chart__text" x="{at(x)}" y="{at(y)}" font-size="{at(size)}" fill="{fill}"{look}>'
        f"{escape_text(content)}</text>"
    )


def lines_of_text(
    x: float, y: float, lines: Iterable[str], *, size: float, leading: float, anchor: str = "start", fill: str = INK,
    bold: bool = False, quiet: bool = False,
) -> list[str]:  # fmt: skip
    """Return several lines below each other, the first with its baseline at `y`."""
    return [
        text(x, y + index * leading, one, size=size, anchor=anchor, fill=fill, bold=bold, quiet=quiet)
        for index, one in enumerate(lines)
    ]
