"""An example of the lederforum as the content of a document."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.exports.content.document import Block, Document, Facts, Heading, Picture
from meetings.exports.content.issuer import issuer
from meetings.exports.content.supporting import IncludedEvidence, may_show_people, picture_bytes
from meetings.exports.content.texts import file_name, from_plain_text
from meetings.forum.building.sources import excerpts_of
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import parts_of, shown_media
from meetings.minutes.reading import short_hash


def example_document(example: ExamplePage, *, with_people: bool, made_at: datetime) -> Document:
    """Return what the unit did, saw and learnt, with its pictures; those of recognisable people only `with_people`."""
    quoted = [(one.source, one.text) for one in excerpts_of(example)]
    parts = (*quoted, *parts_of(example), (_("What others can use"), example.others_can_use))
    blocks: list[Block] = []
    for heading, text in parts:
        if text.strip():
            blocks += [Heading(heading), *from_plain_text(text)]
    found = example_pictures(example, with_people=with_people)
    shown = [picture for item, caption in found if (picture := _picture(item, caption)) is not None]
    blocks += [Heading(_("Pictures")), *shown] if shown else []
    kind = _("Example")
    return Document(
        title=example.title,
        kicker=example.unit.title,
        short_title=f"{kind} · {example.unit.title} {example.school_year}",
        file_name=file_name("eksempel", example.title),
        facts=_facts(example),
        blocks=tuple(blocks),
        issuer=issuer(),
        control_number=short_hash(hashlib.sha256(repr((example.pk, example.version, parts)).encode()).hexdigest()),
        made_at=made_at,
    )


def example_pictures(example: ExamplePage, *, with_people: bool) -> list[tuple[MediaItem, str]]:
    """Return the pictures of the example that may be shown now, with their captions."""
    found = [(one["item"], one["caption"]) for one in shown_media(example)]
    return [
        (item, caption)
        for item, caption in found
        if item.kind == MediaKind.IMAGE and (with_people or not may_show_people(item))
    ]


def _picture(item: MediaItem, caption: str) -> Picture | None:
    return picture_bytes(item, caption or item.alt_text)


def _facts(example: ExamplePage) -> Facts:
    rows = [
        (_("School year"), example.school_year),
        (_("Initiative"), example.initiative.name if example.initiative else ""),
        (_("Contact"), example.contact),
    ]
    return Facts(tuple((term, value) for term, value in rows if value))


def held_by_example(example: ExamplePage, *, with_people: bool) -> IncludedEvidence:
    """Return the pictures that the document holds, with the evidence that they are of."""
    items = [item for item, _caption in example_pictures(example, with_people=with_people)]
    pieces = Evidence.objects.filter(pk__in={item.evidence_id for item in items}) if items else ()
    return IncludedEvidence(tuple(pieces), frozenset(item.key for item in items))
