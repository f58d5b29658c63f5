"""A note as a document: what its page shows to whoever has it made."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.text.danish_formats import format_date
from foundation.text.notation import Run
from meetings.exports.content.document import Block, Document, Facts, Heading, Paragraph
from meetings.exports.content.issuer import issuer
from meetings.exports.content.texts import file_name, from_plain_text
from meetings.exports.enums import DocumentSource
from meetings.exports.making.other_sources import OtherSource, register_source
from meetings.exports.models import Export
from meetings.insights.area_note.note_pieces import HEADING, NotePiece
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.insights.area_note.reading import passages_shown, pieces_shown
from meetings.minutes.reading import short_hash
from meetings.units import access


def document_of_note(note: AreaNotePage, pieces: Sequence[NotePiece], *, made_at: datetime) -> Document:
    blocks = tuple(block for piece in pieces for block in _blocks(piece))
    kind = _("Note for the area")
    return Document(
        title=note.title,
        kicker=note.area.title,
        short_title=f"{kind} · {note.area.title} {note.school_year}",
        file_name=file_name("note", note.title),
        facts=_facts(note),
        blocks=blocks,
        issuer=issuer(),
        control_number=short_hash(hashlib.sha256(repr((note.pk, note.version, blocks)).encode()).hexdigest()),
        made_at=made_at,
    )


def _blocks(piece: NotePiece) -> list[Block]:
    if piece.quoted is not None:
        return [Paragraph(_whose(piece.quoted)), *from_plain_text(piece.quoted.words)]
    return [Heading(piece.words)] if piece.kind == HEADING else [*from_plain_text(piece.words)]


def _whose(quoted: QuotedPassage) -> tuple[Run, ...]:
    return Run(quoted.unit.title, bold=True), Run(f" · {quoted.school_year} · {quoted.about}")


def _facts(note: AreaNotePage) -> Facts:
    rows = [(_("School year"), note.school_year)]
    if note.approved_by and note.approved_at:
        rows += [
            (_("Approved by"), str(note.approved_by)),
            (_("Approved"), format_date(note.approved_at)),
        ]
    return Facts(tuple(rows))


def _may_have(export: Export, user: AnyUser) -> bool:
    return access.visible_to(user, AreaNotePage).filter(pk=export.note_id).exists()


def _document(export: Export) -> tuple[Document, list[int]]:
    note = AreaNotePage.objects.select_related("area", "approved_by").get(pk=export.note_id)
    pieces = pieces_shown(export.requested_by, note)
    held = [piece.quoted.pk for piece in pieces if piece.quoted is not None]
    return document_of_note(note, pieces, made_at=export.requested_at), held


def _is_shown(export: Export, user: AnyUser) -> bool:
    """Return whether the page still shows all words that the document holds; otherwise nobody gets it."""
    note = access.visible_to(user, AreaNotePage).select_related("area").filter(pk=export.note_id).first()
    return note is not None and set(export.passages) <= set(passages_shown(user, note))


register_source(DocumentSource.NOTE, OtherSource(_may_have, _is_shown, document=_document))
