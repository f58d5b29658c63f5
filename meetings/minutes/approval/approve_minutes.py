"""Approve submitted minutes and freeze them."""

from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.meeting.item import freeze_items
from meetings.minutes.approval import workflow
from meetings.minutes.approval.decisions import ChangedSinceRead, decide
from meetings.minutes.approval.supporting_evidence import record_supporting_evidence
from meetings.minutes.enums import Decision
from meetings.minutes.frozen_form import equals_frozen
from meetings.minutes.notifications import notify_approved
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.signals import minutes_approved
from meetings.units import access


def approve_minutes(*, minutes: MinutesPage, version: int, content_hash: str, by: User, today: date) -> ApprovalRecord:
    """Approve the submitted `version` with `content_hash`, both as shown on the page with the approve button.

    One transaction: the record, the workflow's history, publication, and the receivers of `minutes_approved`
    (agreements). Raises NotAllowed, and Conflict (AlreadyDecided, ChangedSinceRead); then nothing has changed.
    """
    if not access.of(by).may(Right.APPROVE_MINUTES, minutes.unit):
        raise NotAllowed(_("Only the head of the unit's area approves the minutes."))
    with transaction.atomic():
        submission = decide(minutes, version=version, decision=Decision.APPROVED, by=by)
        page = MinutesPage.objects.select_related("meeting", "unit").get(pk=minutes.pk)
        if submission.content_hash != content_hash or not equals_frozen(content_of(page), submission.content):
            raise ChangedSinceRead(
                _("The minutes have changed since you read them. Read them again before you decide.")
            )
        workflow.approve(page, submission, by)
        record = ApprovalRecord.objects.create(
            minutes=page,
            revision=submission.revision,
            approved_by=by,
            approved_at=cast(datetime, submission.decided_at),
            version=submission.version,
            content=submission.content,
            content_hash=submission.content_hash,
        )
        audit.record(
            "minutes.approved",
            page,
            by=by,
            unit_id=page.unit_id,
            version=record.version,
            content_hash=record.content_hash,
        )
        freeze_items(page.meeting, record.approved_at)
        record_supporting_evidence(record, today=today)
        minutes_approved.send(sender=MinutesPage, record=record, by=by, today=today)
        notify_approved(record, submission, today)
    return record
