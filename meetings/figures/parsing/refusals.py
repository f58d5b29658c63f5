"""Refusals of a whole file. Nothing of the file is kept when one of these is raised."""

from django.utils.translation import gettext as _

from foundation.errors import Refusal


class FileRefused(Refusal):
    """The message says what is wrong and what to do."""


class DecompressionBomb(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("The workbook is far larger than its file size, so it was not opened. Save only the sheet with "
              "the figures, and try again.")
        )  # fmt: skip


class TableTooLong(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("The file has too many rows or columns. Keep only the figures the meeting is to see, and try again.")
        )


class DamagedFile(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("The file can't be read. Open it in your spreadsheet, save it again as XLSX or CSV, and try once more.")
        )


class PasswordProtected(FileRefused):
    def __init__(self) -> None:
        super().__init__(_("The workbook has a password. Save a copy without one as .xlsx, and try again."))


class UnsupportedFile(FileRefused):
    def __init__(self) -> None:
        super().__init__(_("Choose a file with figures: CSV, Excel (.xlsx) or OpenDocument (.ods)."))


class OldExcel(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("This is an old Excel file (.xls). Open it in Excel, save it as .xlsx, and try again.")
        )  # fmt: skip


class WebPage(FileRefused):
    """HTML, MHTML, or XML of Excel 2003: some registers save these as .xls."""

    def __init__(self) -> None:
        super().__init__(
            _("This is a web page or an XML file, though it may be called .xls. Open it in Excel, save it as .xlsx, "
              "and try again.")
        )  # fmt: skip


class NoColumns(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("I can't see where one column ends and the next begins. Copy the cells from a spreadsheet, or put a "
              "semicolon between the columns.")
        )  # fmt: skip


class AmbiguousComma(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Commas are used both between columns and as decimal signs, so the figures can't be told "
              "apart. Save the file with a semicolon between the columns, or as .xlsx.")
        )  # fmt: skip


class UnclosedQuotation(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            _("A quotation mark in the file is never closed, so the rows after it can't be read. Remove it, "
              "or save the file as .xlsx.")
        )  # fmt: skip


class NoContent(FileRefused):
    def __init__(self) -> None:
        super().__init__(_("The file is empty. Choose the sheet with the figures, and try again."))


class ContainsCpr(FileRefused):
    """No CPR number may come in with figures, and none is logged."""

    def __init__(self) -> None:
        super().__init__(
            _("There is something in it that looks like a CPR number, so nothing was read. Take the column out, keep "
              "only figures of groups, and try again.")
        )  # fmt: skip
