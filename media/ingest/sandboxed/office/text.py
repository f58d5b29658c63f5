"""Detect CPR numbers in texts and cells of an Office document."""

from foundation_rules import cpr
from lxml import etree
from office.package import local

#: Elements read as a whole, though they may consist of many runs: paragraphs, and cells with text.
ELEMENTS_READ_AS_WHOLE = {"p", "si", "is"}
TEXT_ELEMENTS = {"t", "delText", "instrText"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
#: Attributes with descriptions of pictures and the like.
DESCRIPTION_ATTRIBUTES = {"descr", "title", "alt"}


def has_cpr_number(root: etree._Element) -> bool:
    """Return whether a parsed part of the package holds a CPR number."""
    return any(map(_element_has_cpr_number, root.iter()))


def _element_has_cpr_number(element: etree._Element) -> bool:
    name = local(element.tag)
    if name in ELEMENTS_READ_AS_WHOLE and cpr.holds(_read(element)):
        return True
    if any(local(key) in DESCRIPTION_ATTRIBUTES and cpr.holds(value) for key, value in element.attrib.items()):
        return True
    text = (element.text or "").strip()
    if not text or name in TEXT_ELEMENTS:
        return bool(cpr.holds(text))
    try:
        return bool(cpr.holds_in_cell(float(text)))  # a cell, or a value cached in a chart
    except ValueError:
        return bool(cpr.holds(text))


def _read(element: etree._Element) -> str:
    pieces = []
    for part in element.iter():
        name = local(part.tag)
        pieces.append(part.text or "" if name in TEXT_ELEMENTS else BREAKS.get(name, ""))
    return "".join(pieces)
