"""Make a PDF/A-3a and PDF/UA-1 of a document."""

from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from meetings.exports.content.document import Block, ChartDrawing, Document, Heading, Picture
from meetings.exports.content.readable import never_empty, readable
from meetings.exports.pdf.fonts import FAMILIES
from meetings.exports.pdf.typeset import TypesetResult, typeset
from meetings.figures.charts.drawing import FONT

TEMPLATE = Path(__file__).with_name("document.typ")


def make_pdf(document: Document) -> TypesetResult:
    """Make the document as one PDF. Raises CannotBeSet."""
    files: dict[str, bytes] = {}
    return typeset(TEMPLATE, _plain(readable(document), files), files, kind="pdf", made_at=document.made_at)


def with_our_fonts(svg: str) -> str:
    """Return the drawing with the fonts of documents, as the drawings of the site name those of the browser."""
    return svg.replace(f'font-family="{FONT}"', f'font-family="{", ".join(FAMILIES)}"')


def _plain(document: Document, files: dict[str, bytes]) -> dict[str, object]:
    """The document as JSON types; what is bytes is put into `files` and named."""
    return {
        "title": never_empty(document.title),
        "kicker": document.kicker,
        "short_title": document.short_title,
        "facts": [list(row) for row in document.facts.rows],
        "blocks": [_block(block, number, files) for number, block in enumerate(document.blocks)],
        "issuer": {
            "name": document.issuer.name,
            "colour": document.issuer.colour,
            "logo": _put("logo.png", document.issuer.logo, files),
        },
        "control_number": document.control_number,
        "attachments": [
            {
                "file": _put(f"attached{number}", one.content, files),
                "name": one.name,
                "mime_type": one.mime_type,
                "description": one.description,
            }
            for number, one in enumerate(document.every_attachment())
        ],
        "fonts": list(FAMILIES),
        "words": _words(),
        "replaced": [],
    }


def _block(block: Block, number: int, files: dict[str, bytes]) -> dict[str, object]:
    kind = type(block).__name__
    if isinstance(block, Heading):
        return {"kind": kind, **asdict(block), "text": never_empty(block.text)}
    if isinstance(block, Picture):
        name = _put(f"picture{number}.{block.extension}", block.content, files)
        return {"kind": kind, "file": name, "alternative": never_empty(block.alternative), "caption": block.caption}
    if isinstance(block, ChartDrawing):
        told = {"alternative": never_empty(block.alternative), "caption": block.caption, "notes": list(block.notes)}
        return {"kind": kind, "svg": with_our_fonts(block.svg), **told}
    return {"kind": kind, **asdict(block)}


def _put(name: str, content: bytes, files: dict[str, bytes]) -> str:
    if not content:
        return ""
    files[name] = content
    return name


def _words() -> dict[str, str]:
    """The template's own words."""
    return {
        "control": _("Control number of the document"),
        "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "logo": _("The municipality's logo"),
        "replaced": _(
            "□ stands for characters that none of the fonts of this document has: %(characters)s. "
            "They can be read on the site."
        )
        % {"characters": "{characters}"},
    }
