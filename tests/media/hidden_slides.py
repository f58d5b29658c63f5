"""A presentation with hidden content. Everything hidden contains SECRET."""

import io
import re
import zipfile

import docx

from tests.media import papers
from tests.media.hidden_papers import SECRET

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:p="{SLIDES}" xmlns:r="{papers.RELATION_TYPES.rstrip("/")}"'


def shape(text: str, number: int = 2, *, x: int = 500_000, hidden: bool = False) -> str:
    mark = ' hidden="1"' if hidden else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{SECRET}"{mark}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="500000"/><a:ext cx="3000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="da-DK"/>'
        f"<a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def slide(*shapes: str, tag: str = "sld", show: str = "") -> bytes:
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    colours = '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>' if tag != "sldMaster" else (
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
    )  # fmt: skip
    return (
        f'<p:{tag} {NAMESPACES}{show}><p:cSld name="{SECRET}"><p:spTree>{group}{"".join(shapes)}</p:spTree></p:cSld>'
        f"{colours}</p:{tag}>"
    ).encode()


def slides() -> bytes:
    """Return three slides, the second hidden; the first has notes, a comment, a hidden shape and one beside the
    slide.
    """
    types = {
        "ppt/presentation.xml": "presentation.main", "ppt/slides/slide1.xml": "slide", "ppt/slides/slide2.xml": "slide",
        "ppt/slides/slide3.xml": "slide", "ppt/slideLayouts/slideLayout1.xml": "slideLayout",
        "ppt/slideMasters/slideMaster1.xml": "slideMaster", "ppt/notesSlides/notesSlide1.xml": "notesSlide",
        "ppt/comments/comment1.xml": "comments", "ppt/commentAuthors.xml": "commentAuthors",
    }  # fmt: skip
    document = docx.Document()
    theme = next(part.blob for part in document.part.package.iter_parts() if "theme" in str(part.partname))
    relation, relations = papers.relation, papers.RELATIONS
    main = "".join(f'<p:sldId id="{256 + number}" r:id="rId{number}"/>' for number in (1, 2, 3))
    parts = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relations.replace(b"%s", relation("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f'<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId4"/>'
            f'</p:sldMasterIdLst><p:sldIdLst>{main}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz '
            f'cx="6858000" cy="9144000"/><p:custShowLst><p:custShow name="{SECRET}" id="0"><p:sldLst>'
            '<p:sld r:id="rId2"/></p:sldLst></p:custShow></p:custShowLst></p:presentation>'
        ).encode(),
        "ppt/_rels/presentation.xml.rels": relations.replace(
            b"%s",
            b"".join(relation(f"rId{number}", "slide", f"slides/slide{number}.xml") for number in (1, 2, 3))
            + relation("rId4", "slideMaster", "slideMasters/slideMaster1.xml")
            + relation("rId5", "theme", "theme/theme1.xml") + relation("rId6", "commentAuthors", "commentAuthors.xml"),
        ),
        "ppt/slides/slide1.xml": slide(
            shape("Synlig forside"), shape(SECRET, 3, hidden=True), shape(SECRET, 4, x=-4_000_000)
        ),
        "ppt/slides/slide2.xml": slide(shape(SECRET), show=' show="0"'),
        "ppt/slides/slide3.xml": slide(shape("Synlig slutning")),
        "ppt/notesSlides/notesSlide1.xml": slide(shape(SECRET), tag="notes"),
        "ppt/comments/comment1.xml": f'<p:cmLst {NAMESPACES}><p:cm><p:text>{SECRET}</p:text></p:cm></p:cmLst>'
        .encode(),
        "ppt/commentAuthors.xml": f'<p:cmAuthorLst {NAMESPACES}><p:cmAuthor id="0" name="{SECRET}"/></p:cmAuthorLst>'
        .encode(),
        "ppt/slideLayouts/slideLayout1.xml": slide(tag="sldLayout"),
        "ppt/slideMasters/slideMaster1.xml": slide(tag="sldMaster"),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations.replace(
            b"%s", relation("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml")
            + relation("rId2", "theme", "../theme/theme1.xml"),
        ),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations.replace(
            b"%s", relation("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/theme/theme1.xml": theme,
    }  # fmt: skip
    for number in (1, 2, 3):
        more = relation("rId2", "notesSlide", "../notesSlides/notesSlide1.xml") + relation(
            "rId3", "comments", "../comments/comment1.xml"
        )
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations.replace(
            b"%s",
            relation("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml") + (more if number == 1 else b""),
        )
    return packed(parts)


def content_types(parts: dict[str, str]) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}{what}+xml"/>' for name, what in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/ppt/theme/theme1.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>{overrides}</Types>'
    ).encode()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def text_of_slides(content: bytes) -> list[str]:
    """Return the text on the slides of the package, read independently of the cleaner."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
        return [text for name in names for text in re.findall(r"<a:t>([^<]*)</a:t>", package.read(name).decode())]
