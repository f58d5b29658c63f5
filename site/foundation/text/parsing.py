"""Parse integers in untrusted text, such as addresses and hidden fields."""

from typing import TypeVar

#: More digits than any id or version has, and few enough for every database.
MAX_DIGITS = 18
T = TypeVar("T")


def parse_int(text: str | None, otherwise: T, *, digits: int = MAX_DIGITS) -> int | T:
    """Return the non-negative integer in `text`, or `otherwise`: for None, empty text, signs, letters, non-ASCII digits
    (`isdigit` accepts ², `int` does not), and more than `digits` digits."""
    if text and text.isascii() and text.isdigit() and len(text) <= digits:
        return int(text)
    return otherwise
