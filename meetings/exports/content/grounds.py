"""What approved minutes rest on, in full, as the content of a document: texts, figures and pictures of each piece."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.blocks import StructBlock

from foundation.stream_data import raw_blocks
from media.kinds.enums import MediaKind
from meetings.evidence.blocks import EvidenceStreamBlock
from meetings.evidence.body import BodyFigures
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.exports.content.charts import chart_of, table_of
from meetings.exports.content.document import Block, Document, Facts, Heading
from meetings.exports.content.issuer import issuer
from meetings.exports.content.minutes import MinutesSource
from meetings.exports.content.supporting import PlacedItem, SupportingEvidence, picture_of
from meetings.exports.content.texts import file_name, from_notation, from_plain_text, quiet
from meetings.exports.enums import MinutesPart
from meetings.minutes.reading import short_hash

_BLOCKS = EvidenceStreamBlock().child_blocks


def grounds_document(source: MinutesSource, *, made_at: datetime) -> Document | None:
    """Return the pieces that were shared with the meeting and are shown now; None when there are none.

    Pictures of recognisable people are in it only if they were chosen; a line says where one is left out.
    """
    supporting, meeting = source.supporting, source.text.meeting
    if not supporting.pieces:
        return None
    blocks = grounds_blocks(supporting, with_people=MinutesPart.RECOGNISABLE in source.parts)
    title = _("What the minutes of %(year)s rest on") % {"year": meeting.school_year}
    kind = _("What the minutes rest on")
    return Document(
        title=title,
        kicker=meeting.unit,
        short_title=f"{kind} · {meeting.unit} {meeting.school_year}",
        file_name=file_name("grundlag", meeting.unit, meeting.school_year),
        facts=Facts(()),
        blocks=tuple(blocks),
        issuer=issuer(),
        control_number=short_hash(hashlib.sha256(repr(blocks).encode()).hexdigest()),
        made_at=made_at,
    )


def grounds_blocks(supporting: SupportingEvidence, *, with_people: bool) -> list[Block]:
    """Return each piece with its title, kind, texts, figures and pictures."""
    files = {one.item.pk: one for one in supporting.placed()}
    blocks: list[Block] = []
    for piece in supporting.pieces:
        blocks += [Heading(piece.title), quiet(str(EvidenceKind(piece.kind).label))]
        blocks += _piece(piece, supporting, files, with_people=with_people)
    return blocks


def _piece(
    piece: Evidence, supporting: SupportingEvidence, files: dict[int, PlacedItem], *, with_people: bool
) -> list[Block]:
    blocks: list[Block] = []
    for block in raw_blocks(piece.body):
        kind, value = block["type"], block["value"]
        if kind == "text":
            blocks += from_notation(value)
        elif kind == "figures":
            blocks += _figures(value, supporting)
        elif kind in MediaKind.values:
            blocks += _file(files.get(value.get("item") or 0), with_people=with_people)
        elif isinstance(value, dict) and isinstance(_BLOCKS.get(kind), StructBlock):
            blocks += _answers(kind, value)
    return blocks


def _answers(kind: str, value: dict[str, object]) -> list[Block]:
    """Each question with its answer, in the order of the form."""
    blocks: list[Block] = []
    for name, child in _BLOCKS[kind].child_blocks.items():
        if text := str(value.get(name) or "").strip():
            blocks += [Heading(str(child.label), level=2), *from_plain_text(text)]
    return blocks


def _figures(value: dict[str, object], supporting: SupportingEvidence) -> list[Block]:
    dataset = supporting.datasets.get(int(str(value.get("dataset") or 0)))
    if dataset is None:
        return []
    shown = BodyFigures(
        dataset.pk, str(value.get("chart") or ""), str(value.get("message") or ""), bool(value.get("rows_are_series"))
    )
    return [chart_of(dataset, shown) or table_of(dataset)]


def _file(one: PlacedItem | None, *, with_people: bool) -> list[Block]:
    """A picture itself, any other file by its name; one that shows people is only named when it was not chosen."""
    if one is None:
        return []
    if one.shows_people and not with_people:
        return [quiet(_("%(kind)s in which people can be recognised, left out.") % {"kind": one.item.spec.name})]
    if one.item.kind == MediaKind.IMAGE and (picture := picture_of(one)) is not None:
        return [picture]
    return [quiet(f"{one.item.spec.name}: {one.item.shown_name}")]
