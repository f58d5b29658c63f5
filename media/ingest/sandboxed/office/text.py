"""Detect CPR numbers in texts and cells of an Office document."""

from foundation_rules import cpr
from lxml import etree
from office.package import local

#: Elements read as a whole, though they may consist of many runs: paragraphs, and cells with text.
WHOLE = {"p", "si", "is"}
TEXT = {"t", "delText", "instrText"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
#: Attributes with descriptions of pictures and the like.
DESCRIBING = {"descr", "title", "alt"}


def holds_number(root: etree._Element) -> bool:
    """Whether a parsed part of the package holds a CPR number."""
    return any(map(_holds, root.iter()))


def _holds(element: etree._Element) -> bool:
    name = local(element.tag)
    if name in WHOLE and cpr.holds(_read(element)):
        return True
    if any(local(key) in DESCRIBING and cpr.holds(value) for key, value in element.attrib.items()):
        return True
    text = (element.text or "").strip()
    if not text or name in TEXT:
        return bool(cpr.holds(text))
    try:
        return bool(cpr.holds_in_cell(float(text)))  # a cell, or a value cached in a chart
    except ValueError:
        return bool(cpr.holds(text))


def _read(element: etree._Element) -> str:
    pieces = []
    for part in element.iter():
        name = local(part.tag)
        pieces.append(part.text or "" if name in TEXT else BREAKS.get(name, ""))
    return "".join(pieces)
