"""Clean a presentation so that it holds only what is shown.

Hidden slides, notes, comments, hidden shapes and shapes beside the slide are removed.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import etree
from office.package import local

REMOVED_ELEMENTS = {
    *("custShowLst", "notesMasterIdLst", "handoutMasterIdLst", "custDataLst", "sectionLst", "cmAuthorLst"),
    *("smartTags", "photoAlbum", "modifyVerifier", "kinsoku"),
}
#: Extensions with something to show; the others are program data, sections and names.
SHOWN_EXTENSIONS = {"svgBlip", "useLocalDpi", "hiddenFill", "hiddenLine"}
SHAPE_ELEMENTS = {"sp", "pic", "graphicFrame", "grpSp", "cxnSp", "AlternateContent"}


class SlidesReader:
    """Cleans the parts of one presentation.

    `presentation` is the root of the main part; `slide_of` returns the root of a slide by its relationship id.
    """

    def __init__(self, presentation: etree._Element, slide_of: Callable[[str], etree._Element]) -> None:
        self.found: Counter[str] = Counter()
        self.size = size_of(presentation)
        self.hidden: set[str] = set()
        for slide in presentation.iter("{*}sldId"):
            relation = relation_of(slide)
            if slide_of(relation).get("show", "1") in {"0", "false"}:
                self.hidden.add(relation)
        self.found["hidden_slides"] = len(self.hidden)

    def clean_presentation(self, root: etree._Element) -> None:
        for slide in list(root.iter("{*}sldId")):
            if relation_of(slide) in self.hidden:
                slide.getparent().remove(slide)
        self.clean_slide(root)

    def clean_slide(self, root: etree._Element) -> None:
        """Clean a slide, a layout or a master."""
        for element in list(root.iter(etree.Element)):
            name, parent = local(element.tag), element.getparent()
            if parent is None:
                continue
            if name in REMOVED_ELEMENTS or (name == "ext" and element.get("uri") and not is_shown_extension(element)):
                parent.remove(element)
            elif name == "cSld":
                element.attrib.pop("name", None)
        self.remove_shapes_beside(root)

    def remove_shapes_beside(self, root: etree._Element) -> None:
        """Remove shapes outside the slide, unless an animation moves them in."""
        tree = next(root.iter("{*}spTree"), None)
        if tree is None or local(root.tag) != "sld":
            return
        moved = {one.get("spid") for one in root.iter("{*}spTgt")}
        for shape in [one for one in tree if local(one.tag) in SHAPE_ELEMENTS]:
            known = {one.get("id") for one in shape.iter("{*}cNvPr")}
            if self.is_beside(shape) and not known & moved:
                self.found["shapes"] += 1
                tree.remove(shape)

    def is_beside(self, shape: etree._Element) -> bool:
        frame: Any = next(shape.iter("{*}xfrm"), None)
        places = {local(one.tag): one for one in frame} if frame is not None else {}
        if self.size == (0, 0) or not {"off", "ext"} <= places.keys() or frame.get("rot"):
            return False
        try:
            x, y = (int(places["off"].get(key)) for key in ("x", "y"))
            width, height = (int(places["ext"].get(key)) for key in ("cx", "cy"))
        except (TypeError, ValueError):
            return False
        return x + width <= 0 or y + height <= 0 or x >= self.size[0] or y >= self.size[1]


def is_shown_extension(extension: etree._Element) -> bool:
    return any(local(one.tag) in SHOWN_EXTENSIONS or local(one.tag).startswith("dataModelExt") for one in extension)


def relation_of(slide: etree._Element) -> str:
    return next((value for key, value in slide.attrib.items() if local(key) == "id" and "}" in key), "")


def size_of(presentation: etree._Element) -> tuple[int, int]:
    size: Any = next(presentation.iter("{*}sldSz"), None)
    try:
        return (int(size.get("cx")), int(size.get("cy")))
    except (AttributeError, TypeError, ValueError):
        return 0, 0
