"""Clean pictures and shapes of an Office document: remove hidden ones, and generated names (often a path on a disk).

The alternative text stays, for screen readers.
"""

from collections import Counter

from lxml import etree
from office.package import local

ABOUT_SHAPES = {"docPr", "cNvPr"}
#: Elements that contain exactly one shape for a reader.
SHAPE_WRAPPERS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "AlternateContent", "drawing"}
VML_HIDDEN = ("visibility:hidden", "display:none")


def clean_shapes(root: etree._Element, removed: Counter[str]) -> None:
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        if name in ABOUT_SHAPES:
            clean_about(element, removed)
        elif "style" in element.attrib and is_hidden_vml(element.attrib["style"]):
            remove_shape(element, removed)


def clean_about(about: etree._Element, removed: Counter[str]) -> None:
    if about.get("hidden", "0") in {"1", "true"}:
        remove_shape(shape_of(about), removed)
        return
    about.attrib.pop("title", None)
    if "name" in about.attrib:
        about.set("name", "")


def shape_of(about: etree._Element) -> etree._Element:
    """Return the shape described by `about`: the enclosing drawing or anchor when there is only one shape in it."""
    shape = about.getparent() if local(about.tag) == "docPr" else about.getparent().getparent()
    for outer in about.iterancestors():
        if local(outer.tag) in SHAPE_WRAPPERS and (local(about.tag) == "docPr" or shape.getparent() is outer):
            shape = outer
    return shape


def remove_shape(shape: etree._Element, removed: Counter[str]) -> None:
    parent = shape.getparent()
    if parent is not None:
        removed["shapes"] += 1
        parent.remove(shape)


def is_hidden_vml(style: str) -> bool:
    plain = style.lower().replace(" ", "")
    return any(word in plain for word in VML_HIDDEN)
