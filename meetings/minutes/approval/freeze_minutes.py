"""Freeze minutes when the last step of their moderation has approved them."""

from datetime import date, datetime
from typing import cast

from django.db.models import prefetch_related_objects

from foundation import audit
from foundation.translation.in_danish import in_danish
from meetings.meeting.item import freeze_items
from meetings.minutes.approval.decisions import changed_since_read, record_decision
from meetings.minutes.approval.history import history_of
from meetings.minutes.approval.publish_text import publish_text
from meetings.minutes.approval.supporting_evidence import record_supporting_evidence
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import equals_frozen
from meetings.minutes.notifications import notify_approved, reader_memberships
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord, SubmittedVersion
from meetings.minutes.signals import minutes_approved
from meetings.moderation.enums import Decision
from meetings.moderation.models import StepDecision


@in_danish()
def _frozen_history(minutes: MinutesPage) -> list[dict[str, str]]:
    return [event.as_plain() for event in history_of(minutes)]


def freeze_minutes(*, minutes: MinutesPage, revision_id: int, decision: StepDecision, today: date) -> ApprovalRecord:
    """Write the record, publish the revision and send `minutes_approved`, in the transaction of `decision`.

    Raises SubmissionChanged unless the revision, the text that was read and the page are the same, and AlreadyDecided.
    """
    submission = SubmittedVersion.objects.select_related("submitted_by").get(revision=revision_id)
    record_decision(submission, Decision.APPROVED, by=decision.by)
    prefetch_related_objects([minutes.meeting], "participants")
    is_read = submission.content_hash == decision.seen and submission.version == minutes.version
    if not is_read or not equals_frozen(content_of(minutes), submission.content):
        raise changed_since_read()
    minutes.state = MinutesState.APPROVED
    publish_text(minutes, at=cast(datetime, submission.decided_at), by=decision.by)
    record = ApprovalRecord.objects.create(
        minutes=minutes,
        revision_id=revision_id,
        approved_by=decision.by,
        approved_at=cast(datetime, submission.decided_at),
        version=submission.version,
        content=submission.content,
        content_hash=submission.content_hash,
        history=_frozen_history(minutes),
    )
    audit.record(
        "minutes.approved",
        minutes,
        by=decision.by,
        unit_id=minutes.unit_id,
        version=record.version,
        content_hash=record.content_hash,
    )
    freeze_items(minutes.meeting, record.approved_at)
    readers = list(reader_memberships(minutes, today))
    record_supporting_evidence(record, readers)
    minutes_approved.send(sender=MinutesPage, record=record, by=decision.by, today=today)
    notify_approved(record, submission, readers)
    return record
