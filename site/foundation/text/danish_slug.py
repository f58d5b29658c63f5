"""Slugs of Danish titles: "Børnene på åen" becomes "boernene-paa-aaen"."""

from django.utils.text import slugify

from foundation.text.unicode_composition import compose

#: The usual transliteration; Django's slugify would drop æ and ø and turn å into a.
SOUNDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def danish_slug(title: str, *, max_length: int) -> str:
    """Return letters a to z, digits and hyphens, at most `max_length` of them; empty when `title` has no letters or
    digits."""
    return slugify(compose(title).translate(SOUNDS))[:max_length].strip("-")
