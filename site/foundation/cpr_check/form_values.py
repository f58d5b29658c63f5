"""What seems to be a CPR number in a value of a form.

A number is known by its token, a keyed hash: it goes to the person's own browser as the value of a tick box and comes
back, and is stored nowhere.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.html import strip_tags

from foundation import cpr

#: A hash or a UUID, whole: no person writes one, and one hash in 400 holds ten digits like those of a person.
MADE_BY_US = re.compile(r"[0-9a-f]{32,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SURROUNDING = 24  # characters of the text on either side, so that the writer finds the place


def tokens(value: Any) -> frozenset[str]:
    """One for each different number in `value`: text, rich text, or anything made of lists, dicts and texts."""
    return frozenset(
        salted_hmac("foundation.cpr_check", re.sub(r"\D", "", cpr.in_plain_digits(text[start:end]))).hexdigest()
        for text in _strings(value)
        for start, end in cpr.find(text)
    )


def place(value: Any) -> str:
    """Some words around the first number, with dots instead of its digits."""
    for text in _strings(value):
        for start, end in cpr.find(text)[:1]:
            cut = cpr.masked(text)[max(0, start - SURROUNDING) : end + SURROUNDING]
            return " ".join(cut.split())
    return ""


def _strings(value: Any) -> Iterator[str]:
    """Every text in it, as it is read: rich text without its tags."""
    if isinstance(value, str):
        if MADE_BY_US.fullmatch(value):
            return
        yield value
        if "<" in value or "&" in value:
            yield unescape(strip_tags(re.sub(r"</?(?:p|li|h\d|br|div|td|tr)\b[^<>]*>", "\n", value)))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _strings(one)
    elif hasattr(value, "get_prep_value"):  # the content of a StreamField
        yield from _strings(value.get_prep_value())
