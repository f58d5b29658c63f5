"""Danish titles as part of an address: "Børnene på åen" becomes "boernene-paa-aaen"."""

from django.utils.text import slugify

#: Addresses keep the sound of the letters; Django would drop æ and ø and turn å into a.
SOUNDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def danish_slug(title: str, *, longest: int) -> str:
    """Letters a to z, digits and hyphens, at most `longest`; empty when `title` has none of them."""
    return slugify(title.translate(SOUNDS))[:longest].strip("-")
