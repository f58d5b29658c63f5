"""Drawings as pictures, for what shows no SVG: Word."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from meetings.exports.pdf.make_pdf import with_our_fonts
from meetings.exports.pdf.typeset import typeset

TEMPLATE = Path(__file__).with_name("charts.typ")


def draw_charts(drawings: Sequence[str], *, made_at: datetime) -> tuple[bytes, ...]:
    """Draw each SVG as a PNG of the width of a page, in one run of the compiler; none without drawings."""
    if not drawings:
        return ()
    content = {"drawings": [with_our_fonts(svg) for svg in drawings], "replaced": []}
    return typeset(TEMPLATE, content, {}, kind="png", made_at=made_at).files
