"""Clean charts: what they show of the copies of figures they keep stays, what they could show is removed."""

from collections.abc import Callable

from excel.places import Area, area_of
from excel.sheet import HiddenRanges
from lxml import etree
from office.package import local

#: Element of a reference with its cached copy -> element of literal values.
LITERALS = {"numRef": "numLit", "strRef": "strLit"}


#: Function that returns the texts in an area, row by row; None for an empty cell.
Look = Callable[[Area], list[str | None]]


def clean_chart(root: etree._Element, hidden: dict[str, HiddenRanges], look: Look) -> None:
    """Clean one chart. `hidden`: the sheets that are kept, and what is hidden in them. `look` also reads removed
    sheets.
    """
    for element in list(root.iter()):
        if local(element.tag).startswith("filtered") and element.getparent() is not None:
            element.getparent().remove(element)  # a series that was filtered out of the chart
    only_visible = next((one.get("val", "1") for one in root.iter("{*}plotVisOnly")), "1") not in {"0", "false"}
    for reference in list(root.iter("{*}numRef", "{*}strRef", "{*}multiLvlStrRef")):
        clean_reference(reference, hidden, look, only_visible)


def clean_reference(reference: etree._Element, hidden: dict[str, HiddenRanges], look: Look, only_visible: bool) -> None:
    """Keep a reference to visible cells; remove hidden points, or replace the reference by its literal values."""
    formula = next((one.text or "" for one in reference if local(one.tag) == "f"), "")
    areas = [area_of(part) for part in formula.strip("()").split(",")]
    if any(area is None or area.sheet not in hidden for area in areas):
        replace_by_literals(reference, [area for area in areas if area is not None], look)
        return
    cells = [cell for area in areas if area is not None for cell in hidden_cells(area, hidden[area.sheet])]
    if not any(is_hidden for is_hidden in cells):
        return
    if not only_visible:
        replace_by_literals(reference, [area for area in areas if area is not None], look)
        return
    count = next((one.get("val", "") for one in reference.iter("{*}ptCount")), "")
    if count == str(len(cells)):
        for point in list(reference.iter("{*}pt")):
            at = point.get("idx", "")
            if at.isdecimal() and int(at) < len(cells) and cells[int(at)]:
                point.getparent().remove(point)


def hidden_cells(area: Area, hidden: HiddenRanges) -> list[bool]:
    """Return whether each cell is hidden, row by row."""
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > 100_000:
        return [bool(hidden)]  # no axis of a chart is so long
    return [
        hidden.covers(row, column)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]


def replace_by_literals(reference: etree._Element, areas: list[Area], look: Look) -> None:
    """Replace the reference by literal values: its cached copy, or the cells when the writing program cached none.

    The name of a series becomes text; multi-level category names are removed.
    """
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


def copied(reference: etree._Element, texts: list[str | None]) -> etree._Element:
    copy = child_of(reference, "copy")
    child_of(copy, "ptCount").set("val", str(len(texts)))
    for number, text in enumerate(texts):
        if text is not None:
            point = child_of(copy, "pt")
            point.set("idx", str(number))
            child_of(point, "v", text)
    return copy


def child_of(element: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """Append a child in the same namespace and return it."""
    child = etree.SubElement(element, etree.QName(etree.QName(element).namespace, name))
    child.text = text
    return child
