"""File names as uploaded: only shown, escaped, and never used as a path."""

import unicodedata

from foundation.text.unicode_composition import compose

MAX_NAME_LENGTH = 100


def clean_file_name(name: str | None) -> str:
    """Return the last path component in NFC without invisible characters, at most 100 characters long.

    Control, bidirectional and other invisible characters are removed, the extension is kept. "" when nothing readable
    is left.
    """
    name = compose(name or "").replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in name if not is_hidden(letter))
    visible = " ".join(visible.split()).strip(". ")
    last = _parts(visible)[1]
    if last and len(last) <= 5:
        return f"{visible[: -len(last) - 1][: MAX_NAME_LENGTH - len(last) - 1]}.{last}"
    return visible[:MAX_NAME_LENGTH]


def is_hidden(letter: str) -> bool:
    """Return whether it is a control, format (bidi marks, zero width), surrogate or private character, or a line or
    paragraph separator.
    """
    category = unicodedata.category(letter)
    return category[0] == "C" or category in {"Zl", "Zp"}


def extension(name: str | None) -> str:
    """Return the extension in lower case without its dot; "" when there is none."""
    stem, last = _parts(name or "")
    return last.lower() if stem else ""


def stem(name: str) -> str:
    """Return the name without its extension: all of "Vi gav 2. klasse"."""
    return _parts(name)[0]


def _parts(name: str) -> tuple[str, str]:
    """Return stem and extension as written. Text with a space after the last dot is no extension."""
    before, dot, last = name.rpartition(".")
    return (before, last) if dot and " " not in last else (name, "")
