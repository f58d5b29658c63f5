"""Decode bytes to text. Spreadsheet programs do not store the encoding of a text file, so it is guessed from the
letters."""

import codecs
import re

from meetings.figures.parsing.refusals import DamagedFile, UnsupportedFile

#: Excel on Windows, older Excel on a Mac, and DOS and older registers.
OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850")
MAX_JUDGED = 20_000
DANISH = frozenset("æøåÆØÅ")
KNOWN = frozenset("éèêëàáâäçíïñóôöúüßÉÈÄÖÜÓÁ")
SIGNS = frozenset("\u00a0§°½¼¾²³±–—’‘“”…€£•·×«»‰µ´¨†©®™")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
#: Control characters: they occur in binary files, never in text.
CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
#: UTF-8 æ, ø and å decoded wrongly and saved again, replaced letters, and letters of another encoding inside a word.
ODD = re.compile(r"Ã[\u0080-\u00bf†˜¦¸¥ŸŒš‰¤]|â€|\ufffd|[^\W\d_]\?[^\W\d_]|[^\W\d_][¿¾¯∆Œ†‘›µ§•][^\W\d_]")
WORD = re.compile(r"\S+")
MAX_WORD_LENGTH = 30


def decode(data: bytes) -> str:
    """Return the text. Raises DamagedFile, UnsupportedFile."""
    text = _decoded(data).rstrip("\x1a")  # the end-of-file mark of DOS
    if CONTROL.search(text):
        raise UnsupportedFile
    return text


def wrongly_decoded_word(text: str) -> str:
    """Return the first word whose letters look wrongly decoded; empty when none does."""
    found = ODD.search(text)
    if found is None:
        return ""
    start = max((text.rfind(char, 0, found.start()) for char in '\n\t;, "'), default=-1) + 1
    match = WORD.match(text, start)
    return re.split(r"[;,\t\"]", match[0])[0][:MAX_WORD_LENGTH] if match else found[0]


def _decoded(data: bytes) -> str:
    if encoding := _utf_16(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            raise DamagedFile from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = max(OLD_ENCODINGS, key=lambda encoding: _likeness(data, encoding))
        return data.decode(best, "replace")


def _utf_16(data: bytes) -> str:
    """The encoding, if a byte order mark or a zero byte beside each plain letter says UTF-16; else empty."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:MAX_JUDGED]
    if len(head) < 4 or len(data) % 2:
        return ""
    for name, empty, full in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if empty.count(0) * 2 > len(empty) and not full.count(0):
            return name
    return ""


def _likeness(data: bytes, encoding: str) -> int:
    """A score of how much the non-ASCII letters look like Danish."""
    text = data[: 10 * MAX_JUDGED].decode(encoding, "replace")
    points = 0
    for number, match in enumerate(NOT_ASCII.finditer(text)):
        if number == MAX_JUDGED:
            break
        before, char, after = text[match.start() - 1 : match.start()], match[0], text[match.end() : match.end() + 1]
        points += _points(before, char, after)
    return points


def _points(before: str, char: str, after: str) -> int:
    in_word = before.isalpha() or after.isalpha()
    if char.isalpha() and char.isupper() and before.isalpha() and before.islower():
        return -2  # a capital inside a word
    if char in DANISH:
        return 3 if in_word else 1
    if char in KNOWN:
        return 1 if in_word else -1
    if char in SIGNS:
        return -2 if before.isalpha() and after.isalpha() and char not in "’–" else 0
    return -3
