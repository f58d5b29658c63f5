"""Text that a spreadsheet shows and never runs."""

import re
from typing import Any

#: A cell that begins with one of these is read as a formula by spreadsheet programs (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Characters that XML 1.0, and so a workbook, cannot hold.
UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def escape_cell(value: Any) -> Any:
    """Text that would be read as a formula gets an apostrophe in front; numbers and dates are left alone."""
    if not isinstance(value, str):
        return value
    text = UNHOLDABLE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
