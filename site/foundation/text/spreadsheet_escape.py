"""Escape cell values against formula injection in spreadsheets."""

import re

#: Spreadsheet programs read a cell that begins with one of these as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Characters that XML 1.0, and so a workbook, cannot hold.
UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def escape_cell(value: object) -> object:
    """Prefix text that would be read as a formula with an apostrophe; numbers and dates are returned unchanged."""
    if not isinstance(value, str):
        return value
    text = UNHOLDABLE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
