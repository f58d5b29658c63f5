"""Revoke the clearance of examples that are based on something hidden or changed; they wait for clearance again."""

import json
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from functools import partial

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from accounts.user import User
from foundation import audit
from foundation.stream_data import StreamData, raw_blocks
from media.enums import Audience
from media.media_item import MediaItem
from meetings.evidence.body import without_file
from meetings.evidence.models import Evidence
from meetings.evidence.retention.forget_media_item import scrub_revisions
from meetings.forum.building.sources import resting_on, source_evidence
from meetings.forum.enums import CLEARED_STATES, SHOWN_STATES, ExampleState
from meetings.forum.notifications import notify_clearance_revoked
from meetings.forum.pages import ExampleMedia, ExamplePage, ExampleSource
from meetings.moderation.start_moderation import NoWorkflow, start_moderation


class RevokeReason(StrEnum):
    """Why the clearance was revoked; stated in the mail."""

    HIDDEN = "hidden"
    FIGURES_CHANGED = "figures_changed"
    CONFIDENTIAL = "confidential"


def revoke_clearance(
    examples: QuerySet[ExamplePage], *, by: User | None, why: RevokeReason = RevokeReason.HIDDEN
) -> None:
    """Move what is cleared, planned ones too, to PROPOSED: from the next request no leader finds the example. Those who
    cleared and proposed it get a mail. Called inside the transaction that hid or changed what it is based on, whatever
    rights `by` has in the forum."""
    found = list(
        examples.filter(state__in=CLEARED_STATES)
        .distinct()
        .select_related("unit", "cleared_by", "proposed_by", "evidence")
    )
    for example in found:
        moved = ExamplePage.objects.filter(pk=example.pk, state__in=CLEARED_STATES).update(
            state=ExampleState.PROPOSED, live=False, go_live_at=None, proposed_at=timezone.now(),
            version=F("version") + 1,
        )  # fmt: skip
        if not moved:
            continue
        example.unschedule()
        with suppress(NoWorkflow):  # hiding must not fail; the moderation starts when somebody decides
            start_moderation(ExamplePage.objects.get(pk=example.pk), by=by)
        audit.record("example.waits_again", example, by=by, unit_id=example.unit_id, why=why.value)
        notify_clearance_revoked(example, by, why.value)
    back_to_meeting([piece.pk for example in found for piece in source_evidence(example)])


def back_to_meeting(evidence: Iterable[int]) -> None:
    """The audience of these pieces, once no example that leaders read rests on them any more."""
    for pk in set(evidence):
        if not ExamplePage.objects.filter(resting_on([pk]), state__in=SHOWN_STATES).exists():
            shown = Evidence.objects.filter(pk=pk, audience=Audience.LEADER_FORUM)
            shown.update(audience=Audience.MEETING)


def _without(gone: set[str], blocks: StreamData) -> StreamData:
    return [block for block in blocks if block["id"] not in gone]


def detach_from_evidence(evidence: Evidence) -> None:
    """Remove the reference to evidence that is about to be deleted, and its words where they are quoted, from all
    examples and their revisions."""
    for example in ExamplePage.objects.filter(resting_on([evidence.pk])):
        gone = {str(pk) for pk in example.sources.filter(evidence=evidence.pk).values_list("block_id", flat=True)}
        example.body = json.dumps(_without(gone, raw_blocks(example.body)))
        if example.evidence_id == evidence.pk:
            example.evidence = None
        example.save(clean=False)
        scrub_revisions(example, "body", partial(_without, gone))
        for revision in Revision.objects.for_instance(example).only("pk", "content").iterator(chunk_size=50):
            if revision.content.get("evidence") == evidence.pk:
                revision.content["evidence"] = None
                Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    ExampleSource.objects.filter(evidence=evidence.pk).delete()


def remove_item_from_examples(item: MediaItem) -> None:
    """Remove an item that is about to be deleted from every example and its revisions, whatever their state."""
    rows = ExampleMedia.objects.filter(media_key=item.key)
    page = Evidence.objects.filter(pk=item.evidence_id or 0)
    for example in ExamplePage.objects.filter(Q(pk__in=rows.values("example")) | resting_on(page.values("pk"))):
        before = raw_blocks(example.media)
        after = without_file(before, item.pk)
        if after != before:
            example.media = json.dumps(after)
            example.save(clean=False)
        scrub_revisions(example, "media", lambda raw: without_file(raw, item.pk))
    rows.delete()
