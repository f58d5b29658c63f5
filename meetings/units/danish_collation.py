"""Sort names in Danish: æ, ø and å last, aa as å (Retskrivningsordbogen § 1)."""

import re
from collections.abc import Iterable
from typing import TypeVar

from wagtail.models import Page

P = TypeVar("P", bound=Page)
_AFTER_Z = str.maketrans({"æ": "{a", "ä": "{b", "ø": "{c", "ö": "{d", "å": "{e"})
_NUMBERS = re.compile(r"\d+")


def danish_sort_key(name: str) -> str:
    """Return a key for `sorted`. Numbers sort by value: Enhed 9 before Enhed 10."""
    small = name.casefold().replace("aa", "å").translate(_AFTER_Z)
    return _NUMBERS.sub(lambda number: number[0].zfill(8), small)


def sort_by_danish_title(pages: Iterable[P]) -> list[P]:
    """Sort pages by title; pages with equal titles by primary key."""
    return sorted(pages, key=lambda page: (danish_sort_key(page.title), page.pk))
