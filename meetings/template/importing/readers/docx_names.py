"""The XML names of Word that the reader knows, and small questions to an element."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MOST_LEVELS = 9
OFF = {"0", "false", "off", "none"}


def children(element: Element) -> Iterator[Element]:
    """Child elements; comments, processing instructions and entities have no say."""
    for child in element:
        if isinstance(child.tag, str):
            yield child


def levels(element: Element | None, name: str) -> Iterator[Element]:
    """The elements that describe a list's levels, of which Word has nine; nothing without an element."""
    return islice(() if element is None else element.iterfind(f"{W}{name}"), MOST_LEVELS)


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """The `w:val` (or other `w:` attribute) of the first element at the path, None where there is none."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}{attribute}")


def is_on(element: Element | None, path: str) -> bool | None:
    """A toggle such as bold: on, off, or None where nothing is said."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in OFF


def number(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute, the default where it is not one."""
    return int(text) if text is not None and text.lstrip("-").isdigit() else default


def alternatives(element: Element) -> Element | None:
    """Of the versions Word keeps of one drawing, the first that has content: they hold the same text twice."""
    versions = [child for child in children(element) if child.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    return next((version for version in versions if len(version)), None)
