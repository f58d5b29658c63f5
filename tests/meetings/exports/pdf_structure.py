"""What a reader of a PDF needs: tags, language, title, alternative texts, embedded fonts, attachments."""

import io
from collections import Counter
from dataclasses import dataclass, field

import pikepdf


@dataclass
class Structure:
    tags: Counter[str] = field(default_factory=Counter)
    #: The levels of the headings in their order.
    levels: list[int] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)
    fonts: dict[str, bool] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    standards: tuple[str, str, str] = ("", "", "")
    pages: int = 0


def structure_of(content: bytes) -> Structure:
    found = Structure()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
        found.language, found.pages = str(root.Lang), len(pdf.pages)
        _walk(root.StructTreeRoot.K, found)
        with pdf.open_metadata() as known:
            found.title = str(known["dc:title"])
            found.standards = (
                str(known["pdfaid:part"]), str(known["pdfaid:conformance"]), str(known["pdfuaid:part"])
            )  # fmt: skip
        found.attachments = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                is_embedded = any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                found.fonts[str(one.FontName)] = is_embedded
    return found


def require_accessible(content: bytes) -> Structure:
    """Assert what every document must have, and return what it has."""
    found = structure_of(content)
    assert found.standards == ("3", "A", "1")
    assert found.language == "da-DK" and found.title
    assert found.fonts and all(found.fonts.values())
    assert len(found.alternatives) == found.tags["Figure"] and all(found.alternatives)
    assert found.tags["Title"] == 1 and found.tags["Table"] == found.tags["THead"]
    assert all(below <= above + 1 for above, below in zip([0, *found.levels], found.levels, strict=False))
    return found


def _walk(element: object, found: Structure) -> None:
    if isinstance(element, pikepdf.Array):
        for one in element:
            _walk(one, found)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        name = str(element.S).removeprefix("/")
        found.tags[name] += 1
        if name[:1] == "H" and name[1:].isdecimal():
            found.levels.append(int(name[1:]))
        if name == "Figure":
            found.alternatives.append(str(element.get("/Alt", "")))
        if "/K" in element:
            _walk(element.K, found)
