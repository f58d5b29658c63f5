"""XML namespaces of Word documents, and functions that read attributes of elements."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAX_LEVELS = 9
OFF = {"0", "false", "off", "none"}


def children(element: Element) -> Iterator[Element]:
    """Yield child elements, without comments, processing instructions and entities."""
    for child in element:
        if isinstance(child.tag, str):
            yield child


def levels(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the elements of a list's levels, at most Word's nine; none without an element."""
    return islice(() if element is None else element.iterfind(f"{W}{name}"), MAX_LEVELS)


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """Return `w:val` (or another `w:` attribute) of the first element at the path; None when there is none."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}{attribute}")


def is_on(element: Element | None, path: str) -> bool | None:
    """Return whether a toggle such as bold is on; None when it is not set."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in OFF


def integer_of(text: str | None, default: int = 0) -> int:
    """Return the integer value of an attribute, or the default when it is none."""
    return int(text) if text is not None and text.lstrip("-").isdigit() else default


def alternatives(element: Element) -> Element | None:
    """Return the first non-empty version of a drawing that Word stores in several versions with the same text."""
    versions = [child for child in children(element) if child.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    return next((version for version in versions if len(version)), None)
