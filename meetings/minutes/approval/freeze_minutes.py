"""Freeze minutes when the last step of their moderation has approved them."""

from datetime import date, datetime
from typing import cast

from foundation import audit
from meetings.meeting.item import freeze_items
from meetings.minutes.approval.decisions import changed_since_read, record_decision
from meetings.minutes.approval.history import history_of
from meetings.minutes.approval.supporting_evidence import record_supporting_evidence
from meetings.minutes.frozen_form import equals_frozen
from meetings.minutes.notifications import notify_approved
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord, SubmittedVersion
from meetings.minutes.signals import minutes_approved
from meetings.moderation.enums import Decision
from meetings.moderation.models import StepDecision


def freeze_minutes(*, minutes: MinutesPage, revision_id: int, decision: StepDecision, today: date) -> ApprovalRecord:
    """Write the record, publish the revision and send `minutes_approved`, in the transaction of `decision`.

    Raises ChangedSinceRead unless the revision, the text that was read and the page are the same, and AlreadyDecided.
    """
    submission = SubmittedVersion.objects.select_related("submitted_by", "revision").get(revision=revision_id)
    record_decision(submission, Decision.APPROVED, by=decision.by)
    page = MinutesPage.objects.select_related("meeting", "unit").get(pk=minutes.pk)
    if submission.content_hash != decision.seen or not equals_frozen(content_of(page), submission.content):
        raise changed_since_read()
    # The head of area has no page permissions in Wagtail; `decide_step` has checked the right.
    submission.revision.publish(user=decision.by, skip_permission_checks=True)
    record = ApprovalRecord.objects.create(
        minutes=page,
        revision=submission.revision,
        approved_by=decision.by,
        approved_at=cast(datetime, submission.decided_at),
        version=submission.version,
        content=submission.content,
        content_hash=submission.content_hash,
        history=[event.as_plain() for event in history_of(page)],
    )
    audit.record(
        "minutes.approved",
        page,
        by=decision.by,
        unit_id=page.unit_id,
        version=record.version,
        content_hash=record.content_hash,
    )
    freeze_items(page.meeting, record.approved_at)
    record_supporting_evidence(record, today=today)
    minutes_approved.send(sender=MinutesPage, record=record, by=decision.by, today=today)
    notify_approved(record, submission, today)
    return record
