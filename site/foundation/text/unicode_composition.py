"""Unicode normalization (NFC) in linear time."""

import unicodedata

#: Most combining marks in a row on one letter: more than any language needs (UAX 15, Stream-Safe Text Format). The cost
#: of sorting them is quadratic in their number.
MAX_MARKS = 30


def compose(text: str) -> str:
    """Return the text in NFC. Of more than `MAX_MARKS` marks in a row the rest is dropped."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _with_few_marks(text))


def _with_few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MAX_MARKS:
            kept.append(letter)
    return "".join(kept)
