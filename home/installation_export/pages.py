"""Every page and every contribution that is not hidden as HTML, in folders as its address, and the tree of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import Block as WagtailBlock
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from foundation.text.notation import to_plain
from home.access_exports.extract import value_as_text
from home.installation_export.writer import FolderWriter
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.exports.content.document import Block, Document, Facts, Heading, Issuer, Paragraph, plain_line
from meetings.exports.content.texts import from_plain_text
from meetings.exports.html.make_html import html_blocks
from meetings.meeting.pages import MeetingPage

FOLDER = "pages"
#: Columns of every page; the facts at its head name what a reader wants of them.
_OF_EVERY_PAGE = frozenset(field.name for field in Page._meta.concrete_fields) | {"page_ptr"}
#: Of evidence: what is content.
_OF_EVIDENCE = (
    "kind", "source", "observed_on", "audience", "shared_at", "legal_basis", "purpose", "depicts_children",
    "consent_note", "delete_after", "withdrawn_at", "body",
)  # fmt: skip


def put_pages(writer: FolderWriter, issuer: Issuer, made_at: datetime) -> int:
    """Write all, one at a time; return their number."""
    count = 0

    def tree() -> Iterator[bytes]:
        nonlocal count
        yield b'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Sider</title></head>'
        yield b"<body><h1>Sider</h1>"
        depth = 0
        pages = Page.objects.filter(depth__gt=1).order_by("path").specific()
        for page in pages.iterator(chunk_size=200):
            yield _steps(depth, page.depth)
            depth = page.depth
            yield _put(writer, _page_document(page, issuer, made_at), page.url_path or "/", page.title)
            count += 1
            pieces = Evidence.objects.filter(with_visible_text(), meeting=page.pk).select_related("unit")
            for piece in pieces.order_by("pk") if isinstance(page, MeetingPage) else ():
                yield b"<ul><li>"
                yield _put(
                    writer, _evidence_document(piece, issuer, made_at), f"{page.url_path}{piece.slug}/", piece.title
                )
                yield b"</li></ul>"
                count += 1
        yield _steps(depth, 1) + b"</body></html>\n"

    writer.put(f"{FOLDER}/index.html", tree())
    return count


def _steps(before: int, now: int) -> bytes:
    """The tags between a page and the next one of the tree."""
    if now > before:
        return b"<ul><li>"
    return b"</li></ul>" * (before - now) + (b"</li><li>" if now > 1 else b"")


def _put(writer: FolderWriter, document: Document, url_path: str, title: str) -> bytes:
    name = f"{url_path.strip('/')}/index.html"
    writer.put(f"{FOLDER}/{name}", (piece.encode() for piece in html_blocks(document)))
    return f'<a href="{escape(name)}">{escape(title)}</a>'.encode()


def _page_document(page: Page, issuer: Issuer, made_at: datetime) -> Document:
    state = _("shown") if page.live else _("not shown")
    facts = [(_("Kind"), str(page._meta.verbose_name)), (_("Address"), page.url_path), (_("State"), state)]
    fields = [field for field in page._meta.concrete_fields if field.name not in _OF_EVERY_PAGE]
    return _document(page.title, page, fields, facts, issuer, made_at)


def _evidence_document(piece: Evidence, issuer: Issuer, made_at: datetime) -> Document:
    fields = {field.name: field for field in piece._meta.concrete_fields}
    shown = [fields[name] for name in _OF_EVIDENCE]
    return _document(piece.title, piece, shown, [(_("Unit"), piece.unit.title)], issuer, made_at)


def _document(
    title: str, row: models.Model, fields: Sequence[models.Field], facts: list[tuple[str, str]], issuer: Issuer,
    made_at: datetime,
) -> Document:  # fmt: skip
    """Short values as facts, texts and blocks below their name."""
    blocks: list[Block] = []
    for field in fields:
        value = getattr(row, field.name)
        if value in (None, ""):
            continue
        label = capfirst(str(field.verbose_name))
        if isinstance(field, StreamField):
            inner = list(_blocks(value.stream_block, value, 2))
            blocks += [Heading(label), *inner] if inner else []
        elif isinstance(field, models.TextField):
            blocks += [Heading(label), *from_plain_text(to_plain(str(value)))]
        elif not isinstance(field, models.JSONField):
            shown = getattr(row, f"get_{field.name}_display", None)
            facts.append((label, str(shown()) if shown else value_as_text(value)))
    return Document(
        title=title, kicker=str(row._meta.verbose_name), short_title=title, file_name="", facts=Facts(tuple(facts)),
        blocks=tuple(blocks), issuer=issuer, control_number="", made_at=made_at,
    )  # fmt: skip


def _blocks(block: WagtailBlock, value: Any, level: int) -> Iterator[Block]:
    """What was written in a block, each part below the label of its field."""
    if isinstance(block, StreamBlock):
        for child in value:
            yield Heading(str(child.block.label), level=min(level, 3))
            yield from _blocks(child.block, child.value, level + 1)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            if value.get(name) not in (None, "", []):
                yield Paragraph(plain_line(str(child.label)), quiet=True)
                yield from _blocks(child, value.get(name), level + 1)
    elif isinstance(block, ListBlock):
        for one in value:
            yield from _blocks(block.child_block, one, level + 1)
    elif value not in (None, ""):
        yield from from_plain_text(to_plain(value_as_text(value)))
