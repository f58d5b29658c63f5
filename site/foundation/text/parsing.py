"""A whole number that came as text from outside: in an address, in a hidden field, from anybody's hand."""

from typing import TypeVar

#: More digits than any row, version or screen has, and few enough for every database.
MOST_DIGITS = 18
T = TypeVar("T")


def parse_int(text: str | None, otherwise: T, *, digits: int = MOST_DIGITS) -> int | T:
    """The number, or `otherwise` for what is none: nothing, signs, words, digits of other scripts (of which `isdigit`
    takes ² for one, and `int` does not), and more than `digits` digits."""
    if text and text.isascii() and text.isdigit() and len(text) <= digits:
        return int(text)
    return otherwise
