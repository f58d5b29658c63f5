"""The name a file had on somebody's phone: only ever shown, escaped, never used as a path."""

import unicodedata

LONGEST = 100


def clean(name: str) -> str:
    """The last part of `name` in NFC, without control, bidirectional and other invisible characters, at most 100
    characters, with the extension kept. Empty when nothing readable is left."""
    name = unicodedata.normalize("NFC", name or "").replace("\\", "/").rpartition("/")[2]
    # Category C: control, format (bidi marks, zero width), surrogate, private use; Zl and Zp: line breaks.
    visible = "".join(
        letter
        for letter in name
        if unicodedata.category(letter)[0] != "C" and unicodedata.category(letter) not in {"Zl", "Zp"}
    )
    visible = " ".join(visible.split()).strip(". ")
    stem, dot, extension = visible.rpartition(".")
    if dot and len(extension) <= 5:
        return f"{stem[: LONGEST - len(extension) - 1]}.{extension}"
    return visible[:LONGEST]


def extension(name: str) -> str:
    """The extension in lower case without its dot; empty when there is none."""
    stem, dot, last = (name or "").rpartition(".")
    return last.lower() if dot and stem else ""
