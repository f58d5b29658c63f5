"""Choose the sheet to read when the user has not: the first with a table, never the cover."""

import re

from meetings.figures.parsing.layout import figures_in
from meetings.figures.parsing.sheet import FiguresFile, Sheet

COVER = re.compile(
    r"(forside|omslag|vejledning|læs\s*mig|læsevejledning|readme|om(\s.*)?|indhold(sfortegnelse)?|noter?|metode|"
    r"introduktion|intro|start|definitioner|stamdata|data\s*grundlag|datagrundlag|kilder?)\b.*",
    re.IGNORECASE,
)
#: A sheet with a smaller share than this of the figures in the fullest sheet is not chosen.
PART_OF_THE_FULLEST = 0.25


def best_sheet(source: FiguresFile) -> int:
    """Return the index in `source.sheets`; 0 when none has figures."""
    counts = figure_counts(source)
    tables = [number for number, count in enumerate(counts) if count]
    inside = [number for number in tables if not COVER.fullmatch(source.sheets[number].name.strip())] or tables
    least = PART_OF_THE_FULLEST * max((counts[number] for number in inside), default=0)
    return next((number for number in inside if counts[number] >= least), 0)


def figure_counts(source: FiguresFile) -> list[int]:
    """Return how many cells of each sheet look like figures."""
    return [_count(sheet) for sheet in source.sheets]


def _count(sheet: Sheet) -> int:
    return sum(figures_in(sheet, row) for row in range(len(sheet.rows)))
