"""Writes a Word, Excel or PowerPoint document anew without persons, history, macros and things fetched from elsewhere.

Run by media.ingest.sandbox: JSON in, JSON out. What would be lost silently is refused instead: macros, files inside the
file, films, and anything that is fetched from another place when the document is opened.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import embedded_pictures
from office_metadata import APP, CORE, Pseudonyms, tidy
from office_package import (
    CONTENT_TYPES,
    KNOWN_ENDINGS,
    Refused,
    kind_of,
    parse,
    read,
    serialise,
    source_of,
    target_of,
    write,
)
from office_text import holds_number

MACROS = ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/", "customui")
FILES_INSIDE = ("/embeddings/", "/activex/", "xl/model/", "xl/customdata/", "/afchunk", "/ctrlprops/")
FETCHED = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/webextensions/", "/webextensions/")
#: Parts that no reader misses.
DROPPED = (
    *("docprops/custom.xml", "docprops/thumbnail", "docmetadata/", "customxml/", "[trash]/"),
    *("/printersettings/", "xl/revisions/", "/recovery"),
)
PICTURES = {"jpeg", "jpg", "png", "gif"}
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:", "#")


def refuse_what_is_inside(names: list[str]) -> None:
    for name in (f"/{name.lower()}" for name in names):
        if any(part in name for part in MACROS):
            raise Refused("macros")
        if any(part in name for part in FETCHED):
            raise Refused("external")
        ending = name.rpartition(".")[2]
        is_unknown = ending not in KNOWN_ENDINGS or (ending == "bin" and not is_dropped(name))
        if any(part in name for part in FILES_INSIDE) or is_unknown:
            raise Refused(
                "film" if ending in {"mp4", "mov", "m4v", "wmv", "avi", "mp3", "m4a", "wav"} else "files_inside"
            )


def is_dropped(name: str) -> bool:
    return any(part in f"/{name.lower()}" for part in DROPPED)


def tidy_relations(name: str, root: Any) -> set[str]:
    """Removes relationships to dropped parts and to the template on somebody's disk; returns their ids.

    A link for people to follow stays when it leads to the web or a mail address; to a disk it leads nowhere any more.
    Raises Refused for whatever else is fetched from outside.
    """
    lost = set()
    for relation in list(root):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        if relation.get("TargetMode") == "External":
            if kind == "hyperlink":
                if not target.lower().startswith(SAFE_LINKS):
                    relation.set("Target", "about:blank")
                continue
            if kind != "attachedTemplate":
                raise Refused("external")
        elif kind in {"aFChunk", "oleObject", "package", "control", "vbaProject"}:
            raise Refused("files_inside")
        elif not is_dropped(target_of(name, target)):
            continue
        lost.add(str(relation.get("Id")))
        root.remove(relation)
    return lost


def tidy_content_types(root: Any, parts: dict[str, bytes]) -> None:
    for child in list(root):
        name = child.get("PartName")
        if name is not None and name.lstrip("/") not in parts:
            root.remove(child)


def clean(question: dict[str, Any]) -> dict[str, Any]:
    parts = read(
        Path(question["source"]),
        most_members=question["most_members"],
        most_bytes=question["most_bytes"],
        most_ratio=question["most_ratio"],
    )
    types = parse(parts[CONTENT_TYPES])
    kind = kind_of(types)
    refuse_what_is_inside([name for name in parts if name != CONTENT_TYPES])
    parts = {name: content for name, content in parts.items() if not is_dropped(name)}
    people = Pseudonyms(question["author"])
    lost: dict[str, set[str]] = {}
    for name in [name for name in parts if name.endswith(".rels")]:
        root = parse(parts[name])
        lost[source_of(name)] = tidy_relations(name, root)
        parts[name] = serialise(root)
    for name in parts:
        parts[name] = tidied(name, parts[name], people, lost.get(name, set()))
    tidy_content_types(types, parts)
    parts[CONTENT_TYPES] = serialise(types)
    write(Path(question["target"]), parts)
    return {"extension": kind}


def tidied(name: str, content: bytes, people: Pseudonyms, lost: set[str]) -> bytes:
    """One part, cleaned as its kind asks for."""
    lower = name.lower()
    ending = lower.rpartition(".")[2]
    if lower == "docprops/core.xml":
        return CORE
    if lower == "docprops/app.xml":
        return APP
    if ending in PICTURES:
        try:
            return embedded_pictures.clean(content, keep_orientation=True)
        except embedded_pictures.Unreadable:
            raise Refused("picture") from None
    if ending in {"xml", "vml", "svg"} and name != CONTENT_TYPES:
        root = parse(content)
        tidy(root, people, lost)
        if holds_number(root):
            raise Refused("cpr")
        return serialise(root)
    return content


def main() -> None:
    question = json.load(sys.stdin)
    try:
        result = clean(question)
    except Refused as refused:
        result = {"refused": str(refused)}
    except MemoryError:
        result = {"refused": "huge"}
    except Exception as error:  # whatever the parser meets, the document can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    if "refused" in result:
        with contextlib.suppress(FileNotFoundError):
            Path(question["target"]).unlink()
    json.dump(result, sys.stdout)


main()
