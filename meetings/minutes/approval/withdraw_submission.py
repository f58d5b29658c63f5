"""Withdraw submitted minutes before they are decided about."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.minutes.approval.decisions import record_decision, require_open_submission
from meetings.minutes.pages import MinutesPage
from meetings.minutes.permissions import may_submit
from meetings.minutes.record import SubmittedVersion
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import withdraw_moderation


def withdraw_submission(*, minutes: MinutesPage, expected_version: int, by: User, today: date) -> SubmittedVersion:
    """Make the submission of `expected_version` a draft again. Raises NotAllowed, and Conflict (AlreadyDecided)."""
    if not may_submit(by, minutes):
        raise NotAllowed(_("Whoever may send the minutes for approval may take them back."))
    with transaction.atomic():
        submission = require_open_submission(minutes, expected_version)
        page = MinutesPage.with_meeting(minutes.pk)
        withdraw_moderation(page, by=by)
        record_decision(submission, Decision.WITHDRAWN, by=by)
        audit.record("minutes.withdrawn", page, by=by, unit_id=page.unit_id, version=expected_version)
    return submission
