"""Return submitted minutes to their writers, with a reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.minutes.approval import workflow
from meetings.minutes.approval.decisions import decide
from meetings.minutes.enums import Decision
from meetings.minutes.notifications import notify_returned
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import SubmittedVersion
from meetings.units import access


class ReasonMissing(Refusal):
    """Returning minutes needs a reason."""


def return_minutes(*, minutes: MinutesPage, version: int, reason: str, by: User, today: date) -> SubmittedVersion:
    """Make the submitted `version` a draft again and mail the writers the full `reason`.

    Raises NotAllowed, ReasonMissing, and Conflict (AlreadyDecided, ChangedSinceRead).
    """
    if not access.of(by).may(Right.APPROVE_MINUTES, minutes.unit):
        raise NotAllowed(_("Only the head of the unit's area sends the minutes back."))
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write what should be changed, so that the writers know what to do."), field="reason")
    with transaction.atomic():
        submission = decide(minutes, version=version, decision=Decision.RETURNED, by=by, reason=reason)
        page = MinutesPage.objects.select_related("meeting", "unit").get(pk=minutes.pk)
        workflow.reject(page, by, reason)
        audit.record("minutes.returned", page, by=by, unit_id=page.unit_id, version=version, has_reason=True)
        notify_returned(submission, today)
    return submission
