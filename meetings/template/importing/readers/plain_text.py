"""Read plain text: one line per row, with automatically wrapped rows joined."""

from collections.abc import Iterator

from meetings.template.importing.lines import Marker, TextLine, number_lines, tidy_text
from meetings.template.importing.markers import split_marker, with_typed_marker
from meetings.template.importing.refusals import NotADocument
from meetings.template.importing.times.clock_times import find_clock

# Mail programs and editors wrap between these widths: a longer row was not wrapped, a shorter one was not full.
MIN_WRAP_WIDTH, MAX_WRAP_WIDTH = 60, 100


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 with a byte order mark, or Windows-1252. Raises `NotADocument` for other bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise NotADocument
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _is_text(text):
            return text
    raise NotADocument


def _is_text(text: str) -> bool:
    """Return whether it is text, not binary data, which has many control characters."""
    controls = sum(1 for sign in text if ord(sign) < 32 and sign not in "\t\r\n\f\v")
    return controls * 200 <= len(text)


def is_wrapped(line: str, following: str) -> bool:
    """Return whether the line break is an automatic wrap: the next word would not have fitted."""
    if not line or not following or len(line) > MAX_WRAP_WIDTH:
        return False
    first_word = following.split(maxsplit=1)[0]
    if len(line) + 1 + len(first_word) <= MIN_WRAP_WIDTH:
        return False
    return not (line[-1] in ".?!:;" and not following[0].islower())


def starts_anew(first: str, row: str) -> bool:
    """Return whether a row begins with a list marker, so that it does not continue the text above.

    A time of day also counts when the text above (`first` is its first row) begins with one; else it may be part of the
    sentence.
    """
    if split_marker(row)[0] is not Marker.NONE:
        return True
    return find_clock(row, at_start=True) is not None and find_clock(first, at_start=True) is not None


def joined(rows: list[str]) -> Iterator[str]:
    """Yield the rows, with wrapped ones joined."""
    pending: list[str] = []
    for row in rows:
        if pending and not starts_anew(pending[0], row) and is_wrapped(pending[-1], row):
            pending.append(row)
        else:
            yield " ".join(pending)
            pending = [row]
    yield " ".join(pending)


def read_plain_text(text: str) -> list[TextLine]:
    """Return the lines of a text file; typed bullets and numbers are recognised."""
    rows = [tidy_text(row) for row in text.splitlines()]
    return number_lines(with_typed_marker(TextLine(row)) for row in joined(rows))
