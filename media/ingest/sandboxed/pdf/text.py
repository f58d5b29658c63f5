"""Detect CPR numbers in the text of a PDF.

The pages are read by pypdf, which knows fonts, their maps from glyphs to letters, and the position of each letter: so
digits that were set one by one are joined, and the columns of a table stay apart. Pictures of text are not read.
"""

import logging
from pathlib import Path

import pikepdf
import pypdf
from foundation_rules import cpr
from pikepdf import Dictionary, Stream
from pypdf.errors import PyPdfError

#: More than any normal document; what takes longer than the process may is refused as huge.
MAX_PAGES = 2000
TEXT_KEYS = ("/Contents", "/V", "/Title", "/Alt", "/ActualText", "/TU")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # nobody reads its warnings, and they cost time


class UnreadablePage(Exception):
    """The text of a page can't be extracted, so it can't be checked."""


def has_cpr_outside_page_text(pdf: pikepdf.Pdf) -> bool:
    """Return whether comments, form fields, bookmarks or alternative texts hold a CPR number. `pdf` is opened by
    pikepdf."""
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream):
            for key in TEXT_KEYS:
                if isinstance(obj.get(key), pikepdf.String) and cpr.holds(str(obj[key])):
                    return True
    return False


def has_cpr_on_pages(path: Path) -> bool:
    """Return whether the text of a page holds a CPR number. Raises UnreadablePage."""
    return any(cpr.holds(text) for page in pypdf.PdfReader(path).pages for text in _texts(page))


def _texts(page: pypdf.PageObject) -> list[str]:
    """Return the text in layout order.

    Also in file order, when form XObjects on the page hold text that the layout mode leaves out, or when it fails.
    """
    try:
        laid_out = [page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False)]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError):
        laid_out = []
    if laid_out and not _has_drawings(page):
        return laid_out
    try:
        return [*laid_out, page.extract_text()]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError) as error:
        raise UnreadablePage from error


def _has_drawings(page: pypdf.PageObject) -> bool:
    resources = page.get("/Resources")
    listed = resources.get_object().get("/XObject") if resources is not None else None
    if listed is None:
        return False
    return any(one.get_object().get("/Subtype") == "/Form" for one in listed.get_object().values())
