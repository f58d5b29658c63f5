"""Whether a cell looks like a figure, including one that can't be read."""

import re
from functools import lru_cache

from meetings.figures.parsing.headings import YEAR
from meetings.figures.parsing.missing_value_marks import Mark, mark_in
from meetings.figures.parsing.parse_number import read_number

DATE = re.compile(r"\d{1,2}[./-] ?\d{1,2}[./-] ?(\d{2}|\d{4})|\d{4}-\d\d-\d\d")
#: “ca. 5”, “over 10”, “mindst 3”.
ABOUT = re.compile(r"(ca\.?|cirka|omkring|knap|over|mindst|højst|max\.?|ml\.?|mellem|=|n\s*=) ?\d", re.IGNORECASE)
DECIMAL_OR_SIGN = re.compile(r"\d[,.]\d|\d ?(%|‰|pct\b|promille\b|kr\b|mio\b|t\.kr)", re.IGNORECASE)
MAX_TEXT_LENGTH = 40


@lru_cache(maxsize=10_000)
def is_figure(text: str) -> bool:
    """Return whether it is a number, or a mark for a suppressed one; not for years, which name columns."""
    if YEAR.fullmatch(text):
        return False
    return read_number(text) is not None or (bool(text) and mark_in(text) in {Mark.HIDDEN, Mark.DASH, Mark.ERROR})


def is_almost_a_figure(text: str) -> bool:
    """Return whether it is text with digits that is no name, year or date, and can't be read: “12/25”, “ca. 5”, “5,1
    (2025)”, “3 ‰”."""
    if len(text) > MAX_TEXT_LENGTH or not any(char.isdigit() for char in text) or is_figure(text):
        return False
    if YEAR.fullmatch(text) or DATE.fullmatch(text):
        return False
    has_letters = any(char.isalpha() for char in text)
    return not has_letters or ABOUT.match(text) is not None or DECIMAL_OR_SIGN.search(text) is not None
