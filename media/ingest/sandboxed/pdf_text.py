"""Whether the text of a PDF seems to hold a CPR number.

The pages are read by pypdf, which knows fonts, their maps from glyphs to letters, and where each letter stands: so
digits that were set one by one come together again, and the columns of a table stay apart. What is only a picture of
text is not read.
"""

import logging
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
from foundation_rules import cpr
from pikepdf import Dictionary, Stream
from pypdf.errors import PyPdfError

#: More than anybody brings to a meeting; what takes longer than the bounds of the process is refused as huge.
MOST_PAGES = 2000
SAID = ("/Contents", "/V", "/Title", "/Alt", "/ActualText", "/TU")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it complains of would stand in nobody's log, but cost time


class Unreadable(Exception):
    """A page whose text can't be read; nobody knows what stands in it."""


def said_beside(pdf: Any) -> bool:
    """In remarks, form fields, bookmarks and alternative texts. `pdf` is opened by pikepdf."""
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream):
            for key in SAID:
                if isinstance(obj.get(key), pikepdf.String) and cpr.holds(str(obj[key])):
                    return True
    return False


def on_pages(path: Path) -> bool:
    """Raises Unreadable."""
    return any(cpr.holds(text) for page in pypdf.PdfReader(path).pages for text in _texts(page))


def _texts(page: Any) -> list[str]:
    """As it lies on the page; and in the order of the file, when there are drawings within the page, whose text the
    first way leaves out, or when the first way fails."""
    try:
        laid_out = [page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False)]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError):
        laid_out = []
    if laid_out and not _has_drawings(page):
        return laid_out
    try:
        return [*laid_out, page.extract_text()]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError) as error:
        raise Unreadable from error


def _has_drawings(page: Any) -> bool:
    resources = page.get("/Resources")
    listed = resources.get_object().get("/XObject") if resources is not None else None
    if listed is None:
        return False
    return any(one.get_object().get("/Subtype") == "/Form" for one in listed.get_object().values())
