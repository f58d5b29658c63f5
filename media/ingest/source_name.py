"""The name a file had on somebody's phone: only ever shown, escaped, never used as a path."""

import unicodedata

LONGEST = 100


def clean(name: str) -> str:
    """The last part of `name` in NFC, without control, bidirectional and other invisible characters, at most 100
    characters, with the extension kept. Empty when nothing readable is left."""
    name = unicodedata.normalize("NFC", name or "").replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in name if not is_hidden(letter))
    visible = " ".join(visible.split()).strip(". ")
    stem, dot, extension = visible.rpartition(".")
    if dot and len(extension) <= 5:
        return f"{stem[: LONGEST - len(extension) - 1]}.{extension}"
    return visible[:LONGEST]


def is_hidden(letter: str) -> bool:
    """Control, format (bidi marks, zero width), surrogate and private characters, and odd line breaks."""
    category = unicodedata.category(letter)
    return category[0] == "C" or category in {"Zl", "Zp"}


def extension(name: str) -> str:
    """The extension in lower case without its dot; empty when there is none."""
    stem, dot, last = (name or "").rpartition(".")
    return last.lower() if dot and stem else ""
