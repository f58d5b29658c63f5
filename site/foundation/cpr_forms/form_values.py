"""Find apparent CPR numbers in form values.

A number is identified by its token, a keyed hash, which travels to the user's browser and back as the value of a
checkbox and is stored nowhere.
"""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.crypto import salted_hmac
from django.utils.html import strip_tags

from foundation import cpr
from foundation.text.notation import to_plain

#: A whole hash or UUID: no person writes one, and one hash in 400 contains ten digits that look like a CPR number.
MADE_BY_US = re.compile(r"[0-9a-f]{32,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CONTEXT_LENGTH = 24  # characters of context on either side, so that the writer finds the place


def tokens(value: object) -> frozenset[str]:
    """Return a token for each distinct number in `value`: text, rich text, StreamField value, or nested lists and
    dicts."""
    return frozenset(
        salted_hmac("foundation.cpr_forms", re.sub(r"\D", "", cpr.in_plain_digits(text[start:end]))).hexdigest()
        for text in _strings(value)
        for start, end in cpr.find(text)
    )


def excerpt_around_number(value: object) -> str:
    """Return the text around the first number, with "•" for its digits; empty where there is none."""
    for text in _strings(value):
        for start, end in cpr.find(text)[:1]:
            cut = cpr.masked(text)[max(0, start - CONTEXT_LENGTH) : end + CONTEXT_LENGTH]
            return " ".join(cut.split())
    return ""


def _strings(value: object) -> Iterator[str]:
    """Every string in `value`, and rich text and notation also as they are read, without tags and marks."""
    if isinstance(value, str):
        if MADE_BY_US.fullmatch(value):
            return
        yield value
        if "<" in value or "&" in value:
            yield unescape(strip_tags(re.sub(r"</?(?:p|li|h\d|br|div|td|tr)\b[^<>]*>", "\n", value)))
        if "*" in value or "[" in value:
            yield to_plain(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _strings(one)
    elif hasattr(value, "get_prep_value"):  # a StreamValue
        yield from _strings(value.get_prep_value())
