"""From an upload or pasted text to sheets of written cells."""

from typing import Any

from django.utils.translation import gettext as _

from foundation import cpr
from media.ingest import quarantine, size_limit
from meetings.figures.reading.refusals import (
    FileRefused,
    HoldsCpr,
    NotFigures,
    NothingThere,
    OldExcel,
    Protected,
    TooLong,
)
from meetings.figures.reading.sheet import Source
from meetings.figures.reading.text_file import source_of_bytes, source_of_text
from meetings.figures.reading.workbook import source_of_workbook

ACCEPT = ".csv,.txt,.tsv,.xlsx,.ods"
MOST_BYTES = 10 * 1024 * 1024
#: Text does not unpack, and is read where the request is answered.
MOST_BYTES_OF_TEXT = 3 * 1024 * 1024
PACKAGE, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORKBOOKS = "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")
#: Less than this is only the beginning of such a file.
SMALLEST = 1536
#: What begins like this is a picture, a PDF, a web page …
NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"MZ")


def read_upload(upload: Any) -> Source:
    """`upload` is Django's UploadedFile. Raises FileRefused or UploadRefused; nothing of it is left afterwards."""
    if not upload.size:
        raise NothingThere
    size_limit.require(upload, MOST_BYTES, _("Keep only the sheet with the figures."))
    with quarantine.quarantine_folder() as folder:
        path = quarantine.receive(upload, folder)
        with path.open("rb") as file:
            start = file.read(8)
            if start.startswith(OLD_OFFICE):
                raise _old_office(start + file.read())
            if start.startswith(NO_TEXT):
                raise NotFigures
            if start.startswith(PACKAGE):
                return _without_cpr(source_of_workbook(path))
            if upload.size > MOST_BYTES_OF_TEXT:
                raise TooLong
            return _without_cpr(source_of_bytes(start + file.read()))


def _old_office(data: bytes) -> FileRefused:
    """Why the old container of Office is refused: the names of its streams tell what is in it (MS-CFB 2.6.1)."""
    if ENCRYPTED in data:
        return Protected()
    return OldExcel() if any(name in data for name in OLD_WORKBOOKS) or len(data) < SMALLEST else NotFigures()


def read_text(text: str) -> Source:
    """What was pasted. Raises FileRefused."""
    return _without_cpr(source_of_text(text))


def require_no_cpr(source: Source) -> None:
    """Raises HoldsCpr, which tells nothing of where or what."""
    for sheet in source.sheets:
        if cpr.holds(sheet.name):
            raise HoldsCpr
        for row in sheet.rows:
            if any(_may_hold(cell) and cpr.holds_in_cell(cell) for cell in row):
                raise HoldsCpr


def _may_hold(cell: Any) -> bool:
    """Most cells are too short: no need to ask."""
    return cell is not None and (not isinstance(cell, str) or len(cell) >= 9)


def _without_cpr(source: Source) -> Source:
    require_no_cpr(source)
    return source
