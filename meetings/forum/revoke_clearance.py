"""Revoke the clearance of examples that are based on something hidden or changed; they wait for clearance again."""

import json
from contextlib import suppress
from enum import StrEnum

from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from accounts.user import User
from foundation import audit
from foundation.stream_data import raw_blocks
from media.enums import Audience
from media.media_item import MediaItem
from meetings.evidence.body import without_file
from meetings.evidence.models import Evidence
from meetings.evidence.retention.forget_media_item import scrub_revisions
from meetings.forum.enums import CLEARED_STATES, SHOWN_STATES, ExampleState
from meetings.forum.notifications import notify_clearance_revoked
from meetings.forum.pages import ExampleMedia, ExamplePage
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
    for evidence_id in {example.evidence_id for example in found if example.evidence_id}:
        if not ExamplePage.objects.filter(evidence=evidence_id, state__in=SHOWN_STATES).exists():
            shown = Evidence.objects.filter(pk=evidence_id, audience=Audience.LEADER_FORUM)
            shown.update(audience=Audience.MEETING)


def detach_from_evidence(examples: QuerySet[ExamplePage]) -> None:
    """Remove the reference to evidence that is about to be deleted, also from all revisions."""
    for example in examples:
        for revision in Revision.objects.for_instance(example).only("pk", "content").iterator(chunk_size=50):
            if revision.content.get("evidence") is not None:
                revision.content["evidence"] = None
                Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    examples.update(evidence=None)


def remove_item_from_examples(item: MediaItem) -> None:
    """Remove an item that is about to be deleted from every example and its revisions, whatever their state."""
    rows = ExampleMedia.objects.filter(media_key=item.key)
    page = Evidence.objects.filter(pk=item.evidence_id or 0)
    examples = ExamplePage.objects.filter(pk__in=rows.values("example")) | ExamplePage.objects.filter(
        evidence__in=page.values("pk")
    )
    for example in examples.distinct():
        before = raw_blocks(example.media)
        after = without_file(before, item.pk)
        if after != before:
            example.media = json.dumps(after)
            example.save(clean=False)
        scrub_revisions(example, "media", lambda raw: without_file(raw, item.pk))
    rows.delete()
