"""Read an upload into rows, with refusals that speak of people instead of figures."""

from django.core.files import File
from django.utils.translation import gettext as _

from media.ingest import size_limit
from meetings.figures.parsing import refusals
from meetings.figures.parsing.source import MAX_BYTES, read_upload
from meetings.first_day.people_file.file_rows import FileRow, NotAFileOfPeople, rows_of


def read_file(upload: "File[bytes]") -> list[FileRow]:
    """Read the rows of a CSV, XLSX or ODS file, read as figures are. Raises FileRefused, UploadRefused."""
    size_limit.require_size(upload, MAX_BYTES, _("Keep only the sheet with units and people."))
    try:
        return rows_of(read_upload(upload))
    except refusals.FileRefused as refused:
        if message := _message(refused):
            raise NotAFileOfPeople(message) from refused
        raise


def _message(refused: refusals.FileRefused) -> str:
    """The message where the one of figures does not fit; else empty."""
    if isinstance(refused, refusals.ContainsCpr):
        return _(
            "There is something in it that looks like a CPR number, so nothing was read. People are known by their "
            "mail address: take the number out, and try again."
        )
    if isinstance(refused, refusals.UnsupportedFile):
        return _("Choose a file with units and people: CSV, Excel (.xlsx) or OpenDocument (.ods).")
    if isinstance(refused, refusals.NoContent):
        return _("The file is empty. Choose the sheet that you have filled in, and try again.")
    if isinstance(refused, refusals.TableTooLong):
        return _("The file has too many rows or columns. Keep only units and people, and try again.")
    if isinstance(refused, refusals.DecompressionBomb):
        return _(
            "The workbook is far larger than its file size, so it was not opened. Save only the sheet with units and "
            "people, and try again."
        )
    return ""
