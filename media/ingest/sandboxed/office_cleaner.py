"""Rewrite a Word, Excel or PowerPoint document with what its reader sees, and nothing else.

Run by media.ingest.sandbox: JSON in, JSON out ("extension", and "found": what was removed -> count). Starting from the
main part, the parts needed to show the document are followed and cleaned; all others are dropped. What can't be removed
safely is refused: macros, embedded files, films, and external content.
"""

import contextlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from excel.workbook import WorkbookReader
from lxml import etree
from office import shapes as office_shapes
from office.metadata import EMPTY_APP_PROPERTIES, EMPTY_CORE_PROPERTIES, remove_metadata
from office.package import (
    CONTENT_TYPES,
    KNOWN_ENDINGS,
    PackageRefused,
    kind_of,
    local,
    parse,
    read_package,
    serialise,
    write_package,
)
from office.relations import ALWAYS_KEPT, Relation, is_needed, relations_in, used_ids
from office.text import has_cpr_number
from pictures import embedded as embedded_pictures
from slides_visible import SlidesReader
from word.visible import WordReader

MACRO_PATHS = ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/", "customui")
EMBEDDED_FILE_PATHS = ("/activex/", "xl/model/", "/afchunk", "/ctrlprops/")
FILM_EXTENSIONS = {"mp4", "mov", "m4v", "wmv", "avi", "mp3", "m4a", "wav"}
PICTURE_EXTENSIONS = {"jpeg", "jpg", "png", "gif"}
TEXT_EXTENSIONS = {"xml", "vml", "svg", "rels"}


def refuse_embedded_content(parts: dict[str, bytes]) -> None:
    of_charts = workbooks_of_charts(parts)
    for name in parts:
        lower = f"/{name.lower()}"
        if any(part in lower for part in MACRO_PATHS):
            raise PackageRefused("macros")
        ending = lower.rpartition(".")[2]
        if ending in FILM_EXTENSIONS:
            raise PackageRefused("film")
        is_file = "/embeddings/" in lower or any(part in lower for part in EMBEDDED_FILE_PATHS)
        if name not in of_charts and (is_file or ending not in KNOWN_ENDINGS):
            raise PackageRefused("files_inside")


def workbooks_of_charts(parts: dict[str, bytes]) -> set[str]:
    charts = [name for name in parts if "/charts/" in name and name.endswith(".xml")]
    return {
        relation.target for chart in charts for relation in relations_in(parts, chart)[2] if relation.kind == "package"
    }


def refuse_cpr_numbers(content: bytes) -> None:
    if has_cpr_number(parse(content)):
        raise PackageRefused("cpr")


class Cleaner:
    """Follows the relationships of a package and cleans each part it reaches."""

    def __init__(self, parts: dict[str, bytes], kind: str) -> None:
        self.parts = parts
        self.kind = kind
        self.kept: dict[str, bytes] = {}
        self.found: Counter[str] = Counter()
        self.main = next((one.target for one in relations_in(parts, "")[2] if one.kind == "officeDocument"), "")
        if self.main not in parts:
            raise PackageRefused("damaged")
        _path, _root, self.of_main = relations_in(parts, self.main)
        self.reader = self.make_reader()

    def root_of(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the main part refers to by a relationship of `kind`, or None."""
        target = next((one.target for one in self.of_main if one.kind == kind), "")
        return parse(self.parts[target]) if target in self.parts else None

    def root_by_id(self, relation: str) -> etree._Element:
        target = next((one.target for one in self.of_main if one.id == relation), "")
        if target not in self.parts:
            raise PackageRefused("damaged")
        return parse(self.parts[target])

    def make_reader(self) -> Any:
        main = parse(self.parts[self.main])
        if self.kind == "docx":
            return WordReader(self.root_of("styles"), self.root_of("settings"))
        if self.kind == "xlsx":
            return WorkbookReader(main, self.root_of("styles"), self.root_of("sharedStrings"), self.root_by_id)
        return SlidesReader(main, self.root_by_id)

    def follow(self) -> None:
        """Clean all parts reachable from the package; shared strings and notes come after the parts that use them."""
        waiting: list[tuple[str, str]] = [("", "")]
        late: list[tuple[str, str]] = []
        while waiting or late:
            part, kind = waiting.pop() if waiting else late.pop()
            if part in self.kept:
                continue
            for relation in self.clean_part(part, kind):
                if relation.target in self.parts:
                    is_late = relation.kind in {"sharedStrings", "footnotes", "endnotes"}
                    (late if is_late else waiting).append((relation.target, relation.kind))

    def clean_part(self, part: str, kind: str) -> list[Relation]:
        """Clean one part and keep it; return the relationships to follow from it."""
        path, root_of_relations, relations = relations_in(self.parts, part)
        content = self.parts.get(part, b"")
        tree = parse(content) if part.rpartition(".")[2].lower() in TEXT_EXTENSIONS else None
        of_chart = kind in {"chart", "chartEx"}
        needed = [one for one in relations if is_needed(one, of_chart=of_chart)]
        if tree is not None:
            remove_metadata(tree, {one.id for one in relations if one not in needed})
            self.clean_tree(tree, part, kind)
            used = used_ids(tree)
            needed = [one for one in needed if one.kind in ALWAYS_KEPT or one.id in used]
            content = empty_properties(kind) or serialise(tree)
        if part:
            self.kept[part] = content if tree is not None else cleaned_picture(part, content)
        for one in relations:
            if one not in needed or not (one.is_outside or one.target in self.parts):
                root_of_relations.remove(one.element)
        if path and len(root_of_relations):
            self.kept[path] = serialise(root_of_relations)
        return needed

    def clean_tree(self, tree: etree._Element, part: str, kind: str) -> None:
        office_shapes.clean_shapes(tree, self.found)
        reader = self.reader
        if self.kind == "docx":
            if kind not in {"theme", "image"}:
                reader.clean(tree)
        elif self.kind == "xlsx":
            self.clean_of_workbook(tree, part, kind)
        elif part == self.main:
            reader.clean_presentation(tree)
        elif kind in {"slide", "slideLayout", "slideMaster"}:
            reader.clean_slide(tree)
        if kind in {"chart", "chartEx"}:
            remove_filtered(tree)

    def clean_of_workbook(self, tree: etree._Element, part: str, kind: str) -> None:
        reader = self.reader
        if part == self.main:
            reader.clean_workbook(tree)
        elif kind in {"worksheet", "chartsheet"}:
            titles = [reader.titles.get(one.id, "") for one in self.of_main if one.target == part]
            reader.clean_sheet(tree, titles[0] if titles else "")
        elif kind == "sharedStrings":
            reader.clean_strings(tree)
        elif kind == "table":
            reader.clean_table(tree)
        elif kind == "chart":
            reader.clean_chart(tree)

    def findings(self) -> dict[str, int]:
        """Return the counts of what was removed, of the kinds that somebody may miss."""
        found = self.found + self.reader.found
        for part, content in self.parts.items():
            if part not in self.kept:
                found.update(count_removed_content(part.lower(), content))
        return {what: count for what, count in sorted(found.items()) if count > 0}


def count_removed_content(part: str, content: bytes) -> Counter[str]:
    """Count comments and notes in a part that is dropped."""
    found: Counter[str] = Counter()
    name = part.rpartition("/")[2]
    found["chart_data"] = int("/embeddings/" in part)
    if not name.endswith(".xml"):
        return found
    if name.startswith("comment") and "author" not in name and part.startswith(("xl/", "ppt/")):
        found["comments"] = sum(1 for one in parse(content).iter() if local(one.tag) in {"comment", "cm"})
    elif "/comments/" in part and part.startswith("ppt/"):
        found["comments"] = sum(1 for one in parse(content).iter() if local(one.tag) == "cm")
    elif "notesslides/" in part:
        found["notes"] = int(any((one.text or "").strip() for one in parse(content).iter("{*}t")))
    elif "pivotcachedefinition" in name:
        found["pivots"] = 1
    elif name == "connections.xml" or "/externallinks/" in part or "/querytables/" in part:
        found["connections"] = 1
    return found


def empty_properties(kind: str) -> bytes:
    return {"core-properties": EMPTY_CORE_PROPERTIES, "extended-properties": EMPTY_APP_PROPERTIES}.get(kind, b"")


def cleaned_picture(part: str, content: bytes) -> bytes:
    if part.rpartition(".")[2].lower() not in PICTURE_EXTENSIONS:
        return content
    try:
        return embedded_pictures.clean_picture(content, keep_orientation=True)
    except embedded_pictures.UnreadablePicture:
        raise PackageRefused("picture") from None


def remove_filtered(tree: etree._Element) -> None:
    """Remove series filtered out of a chart, which stay in the file so that they can be restored."""
    for element in list(tree.iter()):
        if local(element.tag).startswith("filtered") and element.getparent() is not None:
            element.getparent().remove(element)


def tidy_content_types(root: etree._Element, parts: dict[str, bytes]) -> None:
    for child in list(root):
        name = child.get("PartName")
        if name is not None and name.lstrip("/") not in parts:
            root.remove(child)


def clean_office_file(request: dict[str, Any]) -> dict[str, object]:
    bounds = {key: request[key] for key in ("max_members", "max_bytes", "max_ratio")}
    parts = read_package(Path(request["source"]), **bounds)
    types = parse(parts.pop(CONTENT_TYPES))
    kind = kind_of(types)
    refuse_embedded_content(parts)
    written = [name for name in parts if name.rpartition(".")[2].lower() in TEXT_EXTENSIONS - {"rels"}]
    for name in written:  # also in parts that are dropped, so that the uploader is told
        refuse_cpr_numbers(parts[name])
    cleaner = Cleaner(parts, kind)
    cleaner.follow()
    for name, content in cleaner.kept.items():
        if name in written and content != parts[name]:  # removed text may have separated two halves of a number
            refuse_cpr_numbers(content)
    tidy_content_types(types, cleaner.kept)
    write_package(Path(request["target"]), {**cleaner.kept, CONTENT_TYPES: serialise(types)})
    return {"extension": kind, "found": cleaner.findings()}


def main() -> None:
    request = json.load(sys.stdin)
    try:
        result = clean_office_file(request)
    except PackageRefused as refused:
        result = {"refused": str(refused)}
    except MemoryError:
        result = {"refused": "huge"}
    except Exception as error:  # whatever the parser raises, the document can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    if "refused" in result:
        with contextlib.suppress(FileNotFoundError):
            Path(request["target"]).unlink()
    json.dump(result, sys.stdout)


main()
