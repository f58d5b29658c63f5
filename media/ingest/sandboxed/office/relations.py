"""Which parts of an Office package are needed to show the document. Any other part is dropped, known or not."""

from lxml import etree
from office.package import PackageRefused, local, parse, target_of

#: Needed although the part they belong to does not name them; there is one of each, as of `theme`.
ALWAYS_KEPT = {
    *("officeDocument", "core-properties", "extended-properties", "styles", "settings", "fontTable", "theme"),
    *("numbering", "footnotes", "endnotes", "sharedStrings", "sheetMetadata", "slideLayout", "slideMaster"),
    *("tableStyles", "chartStyle", "chartColorStyle", "diagramDrawing", "themeOverride"),
}
#: Needed where a part that is shown names them.
KEPT_WHERE_REFERRED = {
    *("image", "hyperlink", "header", "footer", "font", "chart", "chartEx", "chartUserShapes", "diagramData"),
    *("diagramLayout", "diagramQuickStyle", "diagramColors", "worksheet", "chartsheet", "drawing", "vmlDrawing"),
    *("table", "slide"),
}
EMBEDDED_FILE_RELATIONS = {"aFChunk", "oleObject", "package", "control", "vbaProject", "subDocument"}
FILM_RELATIONS = {"video", "audio", "media"}
#: Of programs on somebody's computer, or of dropped data; nothing of them is shown.
DROPPED = {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "externalLinkPath"}
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:", "#")


class Relation:
    def __init__(self, relations: str, element: etree._Element) -> None:
        self.element = element
        self.id = str(element.get("Id"))
        self.kind = str(element.get("Type", "")).rpartition("/")[2]
        self.is_outside = element.get("TargetMode") == "External"
        self.target = "" if self.is_outside else target_of(relations, str(element.get("Target", "")).partition("#")[0])


def relations_in(parts: dict[str, bytes], part: str) -> tuple[str, etree._Element | None, list[Relation]]:
    """Return path and root of the .rels part of `part`, and its relationships; ("", None, []) without one."""
    folder, _slash, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if path not in parts:
        return "", None, []
    root = parse(parts[path])
    return path, root, [Relation(path, one) for one in root if local(one.tag) == "Relationship"]


def is_needed(relation: Relation, *, of_chart: bool) -> bool:
    """Return whether to keep the relationship. Links to the web or a mail address stay; other links lose their target.

    Raises PackageRefused for an embedded file, a film, and external content.
    """
    if relation.is_outside:
        if relation.kind == "hyperlink":
            if not str(relation.element.get("Target", "")).lower().startswith(SAFE_LINKS):
                relation.element.set("Target", "about:blank")
            return True
        if relation.kind in DROPPED or of_chart:
            return False
        raise PackageRefused("film" if relation.kind in FILM_RELATIONS else "external")
    if relation.kind in FILM_RELATIONS:
        raise PackageRefused("film")
    if relation.kind in EMBEDDED_FILE_RELATIONS and not of_chart:
        raise PackageRefused("files_inside")
    return relation.kind in ALWAYS_KEPT | KEPT_WHERE_REFERRED


def used_ids(root: etree._Element) -> set[str]:
    """Return every value that may be a relationship id: attributes of the relationships' namespace, and of drawings."""
    return {
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if "relationships" in key or local(key) in {"relId", "embed", "link", "id", "relid"}
    }
