"""Read an upload or pasted text into sheets of cells."""

from itertools import chain

from django.core.files import File
from django.utils.translation import gettext as _

from foundation import cpr
from media.ingest import quarantine, size_limit
from meetings.figures.parsing.refusals import (
    ContainsCpr,
    FileRefused,
    NoContent,
    OldExcel,
    PasswordProtected,
    TableTooLong,
    UnsupportedFile,
)
from meetings.figures.parsing.sheet import FiguresFile
from meetings.figures.parsing.text_file import source_of_bytes, source_of_text
from meetings.figures.parsing.workbook import source_of_workbook

ACCEPT = ".csv,.txt,.tsv,.xlsx,.ods"
MAX_BYTES = 10 * 1024 * 1024
#: Text is not compressed, and is read within the request.
MAX_BYTES_OF_TEXT = 3 * 1024 * 1024
PACKAGE, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORKBOOKS = "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")
#: A smaller file is truncated.
MIN_BYTES = 1536
#: First bytes of PDFs, pictures, archives and programs.
NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"MZ")


def read_upload(upload: "File[bytes]") -> FiguresFile:
    """Read the upload. Raises FileRefused or UploadRefused. Temporary copies of the upload are deleted."""
    if not upload.size:
        raise NoContent
    size_limit.require_size(upload, MAX_BYTES, _("Keep only the sheet with the figures."))
    with quarantine.quarantine_folder() as folder:
        path = quarantine.receive(upload, folder)
        with path.open("rb") as file:
            start = file.read(8)
            if start.startswith(OLD_OFFICE):
                raise _old_office(start + file.read())
            if start.startswith(NO_TEXT):
                raise UnsupportedFile
            if start.startswith(PACKAGE):
                return _without_cpr(source_of_workbook(path))
            if upload.size > MAX_BYTES_OF_TEXT:
                raise TableTooLong
            return _without_cpr(source_of_bytes(start + file.read()))


def _old_office(data: bytes) -> FileRefused:
    """The refusal for an old Office container, by the names of its streams (MS-CFB 2.6.1)."""
    if ENCRYPTED in data:
        return PasswordProtected()
    return OldExcel() if any(name in data for name in OLD_WORKBOOKS) or len(data) < MIN_BYTES else UnsupportedFile()


def read_pasted_text(text: str) -> FiguresFile:
    """Read pasted text. Raises FileRefused."""
    return _without_cpr(source_of_text(text))


def require_no_cpr(source: FiguresFile) -> None:
    """Raises ContainsCpr, whose message does not say where or which."""
    for sheet in source.sheets:
        if cpr.holds(sheet.name):
            raise ContainsCpr
        if cpr.holds_in_cells(set(chain.from_iterable(sheet.rows))):
            raise ContainsCpr


def _without_cpr(source: FiguresFile) -> FiguresFile:
    require_no_cpr(source)
    return source
