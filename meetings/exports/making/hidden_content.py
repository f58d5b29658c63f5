"""Which documents hold something that was hidden after they were made: those are no longer handed out."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from accounts.user import AnyUser
from media.enums import Audience
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.sent_document import HeldItem
from meetings.evidence.visible_text import with_visible_text
from meetings.exports.enums import DocumentSource
from meetings.exports.making.other_sources import OTHER_SOURCES
from meetings.exports.models import Export
from meetings.units import access


def with_hidden_content(exports: Iterable[Export], user: AnyUser) -> set[int]:
    """Return the primary keys of those of `exports` that hold a piece, a file or a passage which `user` is not shown
    now.

    Three queries, none when no document holds evidence; one for each document of a note.
    """
    exports = list(exports)
    return _with_hidden_evidence(exports, user) | {
        one.pk for one in exports if one.source in OTHER_SOURCES and not OTHER_SOURCES[one.source].is_shown(one, user)
    }


def _with_hidden_evidence(exports: Iterable[Export], user: AnyUser) -> set[int]:
    by_document = {one.sent_id: one for one in exports if one.sent_id is not None}
    if not by_document:
        return set()
    held: dict[int, list[HeldItem]] = defaultdict(list)
    for row in HeldItem.objects.filter(document__in=by_document):
        held[row.document_id].append(row)
    rows = [row for found in held.values() for row in found]
    files = set(_shown_files(rows))
    pieces = set(
        Evidence.objects.filter(with_visible_text(), pk__in={row.evidence_id for row in rows}).values_list(
            "pk", flat=True
        )
    )
    seen = _seen_by(user, pieces)
    return {
        by_document[document].pk
        for document, found in held.items()
        if any(not _is_shown(row, by_document[document], files, pieces, seen) for row in found)
    }


def _is_shown(row: HeldItem, export: Export, files: set[object], pieces: set[int], seen: set[int]) -> bool:
    if row.item_key is not None and row.item_key not in files:
        return False
    # An example is seen by leaders who do not see the evidence that it was made of; everything about a meeting or a
    # person is put together by people who do not read it.
    unread = (DocumentSource.EXAMPLE, DocumentSource.ALL_OF_MEETING, DocumentSource.ALL_OF_PERSON)
    return row.evidence_id in (pieces if export.source in unread else seen)


def _shown_files(rows: list[HeldItem]) -> list[object]:
    keys = {row.item_key for row in rows if row.item_key is not None}
    shown = MediaItem.objects.shown_on(timezone.localdate()).filter(key__in=keys)
    return list(shown.values_list("key", flat=True)) if keys else []


def _seen_by(user: AnyUser, pieces: set[int]) -> set[int]:
    shared = access.visible_to(user, Evidence).filter(pk__in=pieces).exclude(audience=Audience.UNIT)
    return set(shared.values_list("pk", flat=True))
