"""The name a file had on somebody's phone: only ever shown, escaped, never used as a path."""

import unicodedata

from foundation.text.unicode_composition import compose

LONGEST = 100


def clean(name: str) -> str:
    """The last part of `name` in NFC, without control, bidirectional and other invisible characters, at most 100
    characters, with the extension kept. Empty when nothing readable is left."""
    name = compose(name or "").replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in name if not is_hidden(letter))
    visible = " ".join(visible.split()).strip(". ")
    last = _parts(visible)[1]
    if last and len(last) <= 5:
        return f"{visible[: -len(last) - 1][: LONGEST - len(last) - 1]}.{last}"
    return visible[:LONGEST]


def is_hidden(letter: str) -> bool:
    """Control, format (bidi marks, zero width), surrogate and private characters, and odd line breaks."""
    category = unicodedata.category(letter)
    return category[0] == "C" or category in {"Zl", "Zp"}


def extension(name: str) -> str:
    """The extension in lower case without its dot; empty when there is none."""
    stem, last = _parts(name or "")
    return last.lower() if stem else ""


def stem(name: str) -> str:
    """The name without its extension: all of "Vi gav 2. klasse"."""
    return _parts(name)[0]


def _parts(name: str) -> tuple[str, str]:
    """Stem and extension as they are written. What stands after a blank is no extension."""
    before, dot, last = name.rpartition(".")
    return (before, last) if dot and " " not in last else (name, "")
