"""List markers typed by hand: "1.", "2.3", "a)", "IV.", "Punkt 4:", "–", "•"."""

import re
from dataclasses import replace

from meetings.template.importing.lines import Marker, TextLine

BULLET = re.compile(r"^([-–—•·*▪●○■◦‣➢➤✓✗□◻☐☒☑❑❒❖◆\uf0b7\uf0a7])\s+(?=\S)")
NUMBERED_WORD = re.compile(
    r"^((?:dagsordens)?(?:punkt|pkt\.?)(?:\snr\.?)?\s?(?:(\d{1,2})(?:\.\d{1,2})?\s?(?:[.:)–-]|(?=\s))|([ivx]{1,4}|[a-h])\s?[.:)–-])|"
    r"(\d{1,2})\.\spunkt\s?[.:–-]|ad\.?\s(\d{1,2})\s?[.:)]?)\s?[–-]?\s?(?=\S)",
    re.IGNORECASE,
)
NUMBER_ALONE = re.compile(
    r"^(?:(?:dagsordens)?(?:punkt|pkt\.?)(?:\snr\.?)?\s?\d{1,2}|\d{1,2}\.\spunkt)\s?[.:]?$", re.IGNORECASE
)
NUMBER = re.compile(r"^((\d{1,2}(?:\.\d{1,2}){1,3})[.)]?|\(?(\d{1,2})[.):]|\(?([a-hA-H])\)|([A-H])\.)\s+(?=\S)")
ROMAN = re.compile(r"^(\(?(XI{0,2}|IX|IV|VI{0,3}|I{1,3})[.):]|\(?(xi{0,2}|ix|iv|vi{0,3}|i{1,3})\))\s+(?=\S)")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
# "3. marts", "1. halvår": the number belongs to the words after it.
ORDINAL_OF = re.compile(
    r"^(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan\.|feb\.|okt\.|nov\.|dec\.|"
    r"klasse|klasses|klassetrin|årgang|skoleår|halvår|kvartal|semester|gang|udgave|del|sal|trin|verdenskrig|dag|uge)\b"
)
CLOCK_TAIL = re.compile(r"^\d{1,2}\.\d{2}$")


def split_marker(text: str) -> tuple[Marker, int, str, str]:
    """Split a line into (kind, depth, label, rest) by its typed marker; without one, (NONE, 0, "", text)."""
    if found := BULLET.match(text):
        return Marker.BULLET, 0, found[1], text[found.end() :]
    if found := NUMBERED_WORD.match(text):
        return Marker.NUMBER, 0, found[1].strip(), text[found.end() :]
    if found := ROMAN.match(text):
        return Marker.NUMBER, int(found[2] is None), found[1], text[found.end() :]
    found = NUMBER.match(text)
    if not found or ORDINAL_OF.match(text[found.end() :]):
        return Marker.NONE, 0, "", text
    dotted, letter = found[2], found[4] or found[5]
    if dotted and CLOCK_TAIL.match(dotted):  # "9.00 Velkomst" is a time, "9.10" is too
        return Marker.NONE, 0, "", text
    depth = dotted.count(".") if dotted else int(bool(letter))
    return Marker.NUMBER, depth, found[1], text[found.end() :]


def with_typed_marker(line: TextLine) -> TextLine:
    """Return the line with its typed marker moved to `marker` and `label`; "Punkt 1:" also after Word's own number."""
    if line.marker is not Marker.NONE:
        found = NUMBERED_WORD.match(line.text)
        return replace(line, text=line.text[found.end() :], label=found[1].strip()) if found else line
    marker, depth, label, rest = split_marker(line.text)
    if marker is Marker.NONE:
        return line
    return replace(line, text=rest, marker=marker, depth=line.depth + depth, label=label, ordinal=_ordinal(label))


def _ordinal(label: str) -> int:
    """Return the number of a label: 3 for "3.", "Punkt 3:", "III." and "c)", 1 for "2.1", 0 for a bullet."""
    digits = re.findall(r"\d+", label)
    if digits:
        return int(digits[-1])
    letter = label.strip("().:").lower()
    if letter and not letter.strip("ivx"):
        return _roman(letter)
    return ord(letter) - ord("a") + 1 if len(letter) == 1 and letter.isascii() and letter.isalpha() else 0


def _roman(letters: str) -> int:
    """Return the value of a Roman numeral; a smaller letter before a larger one is subtracted."""
    values = [ROMAN_VALUES[letter] for letter in letters]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
