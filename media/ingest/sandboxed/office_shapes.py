"""Pictures and shapes of an Office document: hidden ones go, and the names programs gave them (often a path on a disk).

The alternative text stays: it is what a blind reader is told.
"""

from collections import Counter
from typing import Any

from lxml import etree
from office_package import local

ABOUT_SHAPES = {"docPr", "cNvPr"}
#: The largest part that is one shape for a reader.
WHOLE = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "AlternateContent", "drawing"}
VML_HIDDEN = ("visibility:hidden", "display:none")


def clean(root: Any, found: Counter[str]) -> None:
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        if name in ABOUT_SHAPES:
            clean_about(element, found)
        elif "style" in element.attrib and is_hidden_vml(element.attrib["style"]):
            take_away(element, found)


def clean_about(about: Any, found: Counter[str]) -> None:
    if about.get("hidden", "0") in {"1", "true"}:
        take_away(shape_of(about), found)
        return
    about.attrib.pop("title", None)
    if "name" in about.attrib:
        about.set("name", "")


def shape_of(about: Any) -> Any:
    """The shape that `about` tells of: the drawing or anchor when it is the only one in there."""
    shape = about.getparent() if local(about.tag) == "docPr" else about.getparent().getparent()
    for outer in about.iterancestors():
        if local(outer.tag) in WHOLE and (local(about.tag) == "docPr" or shape.getparent() is outer):
            shape = outer
    return shape


def take_away(shape: Any, found: Counter[str]) -> None:
    parent = shape.getparent()
    if parent is not None:
        found["shapes"] += 1
        parent.remove(shape)


def is_hidden_vml(style: str) -> bool:
    plain = style.lower().replace(" ", "")
    return any(word in plain for word in VML_HIDDEN)
