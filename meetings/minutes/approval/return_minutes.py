"""Return submitted minutes to their writers, with a reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.minutes.approval.decisions import may_decide, record_decision, require_open_submission
from meetings.minutes.notifications import notify_returned
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import SubmittedVersion
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import current_step
from meetings.units import access


def return_minutes(
    *, minutes: MinutesPage, expected_version: int, reason: str, by: User, today: date
) -> SubmittedVersion:
    """Make the submission of `expected_version` a draft again and mail the writers the full `reason`.

    Raises NotAllowed, OwnSubmission, ReasonMissing, and Conflict (AlreadyDecided, SubmissionChanged).
    """
    if not may_decide(access.of(by), minutes.unit):
        raise NotAllowed(_("Only the head of the unit's area sends the minutes back."))
    reason = reason.strip()
    with transaction.atomic():
        submission = require_open_submission(minutes, expected_version)
        page = MinutesPage.with_meeting(minutes.pk)
        step, seen = current_step(page, by=by), submission.content_hash
        decide_step(page=page, step=step, decision=Decision.RETURNED, expected_hash=seen, reason=reason, by=by)
        record_decision(submission, Decision.RETURNED, by=by, reason=reason)
        audit.record("minutes.returned", page, by=by, unit_id=page.unit_id, version=expected_version, has_reason=True)
        notify_returned(submission, today)
    return submission
