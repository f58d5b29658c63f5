"""Charts show figures of which they keep a copy. What they show stays; what they only could show goes."""

from collections.abc import Callable
from typing import Any

from excel_places import Area, area_of
from excel_sheet import Hidden
from lxml import etree
from office_package import local

#: A reference with its copy -> the copy alone.
LITERALS = {"numRef": "numLit", "strRef": "strLit"}


#: The texts in an area, row by row; None for an empty cell.
Look = Callable[[Area], list[str | None]]


def clean(root: Any, hidden: dict[str, Hidden], look: Look) -> None:
    """`hidden`: the sheets that stay, and what is hidden in them. `look` reads also those that go."""
    for element in list(root.iter()):
        if local(element.tag).startswith("filtered") and element.getparent() is not None:
            element.getparent().remove(element)  # a row of figures that was taken out of the chart
    only_visible = next((one.get("val", "1") for one in root.iter("{*}plotVisOnly")), "1") not in {"0", "false"}
    for reference in list(root.iter("{*}numRef", "{*}strRef", "{*}multiLvlStrRef")):
        clean_reference(reference, hidden, look, only_visible)


def clean_reference(reference: Any, hidden: dict[str, Hidden], look: Look, only_visible: bool) -> None:
    said = next((one.text or "" for one in reference if local(one.tag) == "f"), "")
    areas = [area_of(part) for part in said.strip("()").split(",")]
    if any(area is None or area.sheet not in hidden for area in areas):
        as_it_stands(reference, [area for area in areas if area is not None], look)
        return
    cells = [cell for area in areas if area is not None for cell in cells_of(area, hidden[area.sheet])]
    if not any(is_hidden for is_hidden in cells):
        return
    if not only_visible:
        as_it_stands(reference, [area for area in areas if area is not None], look)
        return
    count = next((one.get("val", "") for one in reference.iter("{*}ptCount")), "")
    if count == str(len(cells)):
        for point in list(reference.iter("{*}pt")):
            at = point.get("idx", "")
            if at.isdecimal() and int(at) < len(cells) and cells[int(at)]:
                point.getparent().remove(point)


def cells_of(area: Area, hidden: Hidden) -> list[bool]:
    """Whether each cell is hidden, row by row."""
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > 100_000:
        return [bool(hidden)]  # no chart's axis is so long
    return [
        hidden.covers(row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]


def as_it_stands(reference: Any, areas: list[Area], look: Look) -> None:
    """What it shows in place of the reference: its copy, or what stands in the cells when the program that wrote it
    made none. Names of a series stand there as text; several levels of names become none."""
    name, parent = local(reference.tag), reference.getparent()
    copy = next((one for one in reference if local(one.tag).endswith("Cache")), None)
    if copy is None and name in LITERALS:
        copy = copied(reference, [text for area in areas for text in look(area)])
    if copy is None or name not in LITERALS:
        parent.getparent().remove(parent)
    elif local(parent.tag) == "tx":
        text = child_of(reference, "v", " ".join(one.text or "" for one in copy.iter("{*}v")))
        parent.replace(reference, text)
    else:
        copy.tag = etree.QName(etree.QName(reference).namespace, LITERALS[name])
        parent.replace(reference, copy)


def copied(reference: Any, texts: list[str | None]) -> Any:
    copy = child_of(reference, "copy")
    child_of(copy, "ptCount").set("val", str(len(texts)))
    for number, text in enumerate(texts):
        if text is not None:
            point = child_of(copy, "pt")
            point.set("idx", str(number))
            child_of(point, "v", text)
    return copy


def child_of(element: Any, name: str, text: str | None = None) -> Any:
    """A new last child in the same namespace."""
    child = etree.SubElement(element, etree.QName(etree.QName(element).namespace, name))
    child.text = text
    return child
