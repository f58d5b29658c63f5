"""Remove references to a deleted file, with its number and caption, from evidence and its revisions."""

import json
from collections.abc import Callable

from django.utils import timezone
from wagtail.models import Revision

from foundation import audit
from foundation.stream_data import StreamData, raw_blocks
from media.enums import ObjectionDecision
from media.media_item import MediaItem
from media.privacy.objection import Objection, ObjectionQuerySet
from meetings.evidence.body import set_body, without_file
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.sent_document import HeldItem


def forget_media_item(item: MediaItem) -> None:
    """Remove the file from the body of its evidence and of every revision, and note the day in the documents that
    hold it.

    Call it inside the transaction that deletes the row.
    """
    evidence = Evidence.objects.select_for_update().filter(pk=item.evidence_id or 0).first()
    if evidence is not None:
        before = raw_blocks(evidence.body)
        after = without_file(before, item.pk)
        if after != before:
            set_body(evidence, after)
            evidence.save()  # the search index is told too
        scrub_revisions(evidence, "body", lambda raw: without_file(raw, item.pk))
    HeldItem.objects.filter(item_key=item.key).update(deleted_on=timezone.localdate())
    settle_by_deletion(Objection.objects.filter(item_key=item.key))


def settle_by_deletion(objections: ObjectionQuerySet) -> None:
    """Mark undecided objections as upheld: with the item deleted, no decision is needed."""
    for objection in objections.undecided():
        Objection.objects.filter(pk=objection.pk).update(
            decision=ObjectionDecision.UPHELD, decided_at=timezone.now(), decided_by=None
        )
        audit.record("objection.settled_by_deletion", objection, by=None, evidence=objection.evidence_id)


def scrub_revisions(row: object, field: str, without: Callable[[StreamData], StreamData]) -> None:
    """Replace the stream `field` of every revision of `row` by `without(raw)`, where that changes it."""
    revisions = Revision.objects.for_instance(row).only("pk", "content")
    for revision in revisions.iterator(chunk_size=50):
        stored = revision.content.get(field)
        if not stored:
            continue
        raw = json.loads(stored) if isinstance(stored, str) else stored
        kept = without(raw)
        if kept != raw:
            revision.content[field] = json.dumps(kept) if isinstance(stored, str) else kept
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
