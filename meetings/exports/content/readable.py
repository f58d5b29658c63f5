"""Texts that a document can hold: without control characters, with bullets that every reader shows.

What is removed is never seen on the screen either. What no font has is found by whoever draws the letters: pdf/.
"""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

T = TypeVar("T")
#: In place of a character that can't be shown.
INSTEAD = "□"
#: Bullets of Word's symbol fonts, which lie in the private use area, and the Unicode characters they look like.
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "□", 0xF0D8: "›", 0xF0FC: "✓", 0xF076: "❖", 0xF0E0: "→", 0xF02D: "-"}
#: Categories of characters that leave no mark: format, control, and separators.
_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me"})
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Control characters, and marks that turn the direction of what follows them.
_REMOVED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
#: What is no character of Unicode text: lone surrogates and noncharacters.
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def readable(document: T) -> T:
    """Return a copy of a dataclass in which every text is readable, however deep it lies."""
    return cast(T, _copy(document))


def readable_text(text: str) -> str:
    """Return the text composed (NFC), with line feeds as the only control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ").translate(_BULLETS)
    return unicodedata.normalize("NFC", _NO_CHARACTER.sub(INSTEAD, _REMOVED.sub("", text)))


def never_empty(text: str) -> str:
    """Return the text, or a dash where nothing of it would be seen: a heading and a text alternative must say
    something."""
    seen = any(not letter.isspace() and unicodedata.category(letter) not in _UNSEEN for letter in text)
    return text if seen else "–"


def _copy(value: object) -> object:
    if isinstance(value, str):
        return readable_text(value)
    if isinstance(value, tuple):
        return tuple(_copy(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {one.name: _copy(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **changes)
    return value
