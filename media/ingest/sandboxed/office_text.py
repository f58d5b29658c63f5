"""Whether a text or a cell of an Office document seems to hold a CPR number."""

from typing import Any

from foundation_rules import cpr
from office_package import local

#: What one reads as a whole, though it may consist of many runs: paragraphs, and cells with text.
WHOLE = {"p", "si", "is"}
TEXT = {"t", "delText", "instrText"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
#: Texts about pictures and the like, which stand in attributes.
DESCRIBING = {"descr", "title", "alt"}


def holds_number(root: Any) -> bool:
    """One part of the package, parsed."""
    return any(map(_holds, root.iter()))


def _holds(element: Any) -> bool:
    name = local(element.tag)
    if name in WHOLE and cpr.holds(_read(element)):
        return True
    if any(local(key) in DESCRIBING and cpr.holds(value) for key, value in element.attrib.items()):
        return True
    text = (element.text or "").strip()
    if not text or name in TEXT:
        return bool(cpr.holds(text))
    try:
        return bool(cpr.holds_in_cell(float(text)))  # a cell, or the value behind a chart
    except ValueError:
        return bool(cpr.holds(text))


def _read(element: Any) -> str:
    pieces = []
    for part in element.iter():
        name = local(part.tag)
        pieces.append(part.text or "" if name in TEXT else BREAKS.get(name, ""))
    return "".join(pieces)
