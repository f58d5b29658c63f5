"""Approve the step at which submitted minutes wait."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.minutes.approval.decisions import already_decided, changed_since_read, may_decide, require_open_submission
from meetings.minutes.enums import MinutesState
from meetings.minutes.notifications import notify_waiting
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import current_step
from meetings.units import access


def approve_minutes(
    *, minutes: MinutesPage, expected_version: int, content_hash: str, by: User, today: date
) -> ApprovalRecord | None:
    """Approve the submission of `expected_version` with `content_hash`, both as shown beside the approve button.

    The last step freezes the minutes (freeze_minutes.py) and returns their record; a step before it passes them on and
    returns None. One transaction. Raises NotAllowed, OwnSubmission, and Conflict (AlreadyDecided, SubmissionChanged);
    then nothing has changed.
    """
    with transaction.atomic():
        page = MinutesPage.with_meeting(minutes.pk)
        if not may_decide(access.of(by), page.unit):
            raise NotAllowed(_("Only the head of the unit's area approves the minutes."))
        if page.version != expected_version or page.state != MinutesState.SUBMITTED:
            raise already_decided(page, expected_version)
        step = current_step(page, by=by)
        decide_step(page=page, step=step, decision=Decision.APPROVED, expected_hash=content_hash, by=by, today=today)
        record = getattr(page, "approval", None)
        if record is None:
            submission = require_open_submission(page, expected_version)
            if submission.content_hash != content_hash:
                raise changed_since_read()
            audit.record("minutes.passed_on", page, by=by, unit_id=page.unit_id, version=expected_version)
            notify_waiting(submission, step.workflow_state.current_task_state, by, today)
    return record
