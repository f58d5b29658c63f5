"""Accept the tracked changes of a Word document (ECMA-376, 17.13.5): insertions stay, deletions go."""

from collections import Counter

from lxml import etree
from office.package import local, remove, unwrap
from word.styles import child

TAKEN_OUT = {"del", "moveFrom"}
PUT_IN = {"ins", "moveTo"}
#: Properties element -> table row or cell that it belongs to.
ROW_GONE, CELL_GONE = {"trPr": "tr"}, {"tcPr": "tc"}


def accept(root: etree._Element, removed: Counter[str]) -> None:
    """Accept all changes; count under "changes" what was hidden: deleted text, and former formatting."""
    for element in list(root.iter(etree.Element)):
        name, parent = local(element.tag), element.getparent()
        if parent is None:
            continue
        above = local(parent.tag)
        if (name in TAKEN_OUT and above == "trPr") or name == "cellDel":
            removed["changes"] += 1
            remove(parent.getparent())
        elif name in TAKEN_OUT and above == "rPr" and local(parent.getparent().tag) == "pPr":
            removed["changes"] += 1
            element.set("joins", "1")  # the paragraph mark is deleted: the paragraph is joined with the next
        elif name in {"cellIns", "cellMerge"} or (name in PUT_IN | TAKEN_OUT and above.endswith("Pr")):
            parent.remove(element)
        elif name in TAKEN_OUT or name.endswith("PrChange") or name in {"tblGridChange", "numberingChange"}:
            removed["changes"] += 1
            remove(element)
        elif name == "delText" or ("Range" in name and name.startswith(("moveFrom", "moveTo", "customXml"))):
            remove(element)
        elif name in PUT_IN:
            removed["changes"] += 1
            unwrap(element)
    join_paragraphs(root)


def join_paragraphs(root: etree._Element) -> None:
    """Join paragraphs whose mark was deleted, from last to first, so that each piece is moved once."""
    for paragraph in reversed([one for one in root.iter("{*}p") if joins(one)]):
        following = paragraph.getnext()
        properties = child(paragraph, "pPr")
        if following is None or local(following.tag) != "p":
            mark = child(properties, "rPr")
            for element in [one for one in mark if local(one.tag) in TAKEN_OUT]:
                mark.remove(element)
            continue
        at = 1 if child(following, "pPr") is not None else 0
        pieces = [piece for piece in paragraph if piece is not properties]
        following[at:at] = pieces
        paragraph.getparent().remove(paragraph)


def joins(paragraph: etree._Element | None) -> bool:
    mark = child(paragraph, "pPr", "rPr")
    return mark is not None and any(one.get("joins") for one in mark)
