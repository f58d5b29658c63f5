"""Shared by approving, returning and withdrawing: the open submission, its decision, and the error for a late one."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import Conflict
from foundation.text import danish_formats
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import SubmittedVersion
from meetings.moderation.decide_step import AlreadyDecided
from meetings.moderation.enums import Decision
from meetings.moderation.tasks import ConsultantTask
from meetings.moderation.waiting import has_step
from meetings.units.access import Access
from meetings.units.pages import UnitPage


class SubmissionChanged(Conflict):
    """The text awaiting approval is not the one that was read."""


def may_decide(access: Access, unit: UnitPage) -> bool:
    """Return whether there can be a step of the unit's minutes on which `access` acts; whose it is now, `decide_step`
    asks."""
    reads = access.may(Right.READ_BEFORE_DECISION, unit) and has_step(ConsultantTask, MinutesPage)
    return access.may(Right.APPROVE_MINUTES, unit) or reads


def require_open_submission(minutes: MinutesPage, expected_version: int) -> SubmittedVersion:
    """Return the submission of `expected_version`, which awaits a decision. Raises AlreadyDecided,
    SubmissionChanged."""
    rows = SubmittedVersion.objects.select_related("submitted_by").defer("content")
    submission = rows.filter(minutes_id=minutes.pk, version=expected_version, decision="").first()
    if submission is None:
        raise already_decided(minutes, expected_version)
    return submission


def record_decision(submission: SubmittedVersion, decision: Decision, *, by: User, reason: str = "") -> None:
    """Move the minutes to the state that `decision` leads to. Call inside the transaction that claimed the step. Raises
    AlreadyDecided."""
    waiting = MinutesPage.objects.filter(
        pk=submission.minutes_id, state=MinutesState.SUBMITTED, version=submission.version
    )
    changes: dict[str, object] = {"state": MinutesState.APPROVED}
    if decision != Decision.APPROVED:
        # A new version number, so that a form that showed this submission cannot decide about the next one.
        changes = {"state": MinutesState.DRAFT, "version": F("version") + 1, "return_reason": reason}
    if not waiting.update(**changes):
        raise already_decided(submission.minutes, submission.version)
    submission.decision = decision
    submission.decided_by = by
    submission.decided_at = timezone.now()
    submission.reason = reason
    submission.save(update_fields=["decision", "decided_by", "decided_at", "reason"])


def already_decided(minutes: MinutesPage, expected_version: int) -> Conflict:
    """Return the error that explains why the submission of `expected_version` could not be decided."""
    submission = (
        SubmittedVersion.objects.filter(minutes_id=minutes.pk, version=expected_version)
        .select_related("decided_by")
        .first()
    )
    if submission is None or not submission.decision:
        return changed_since_read()
    facts = {"person": submission.decided_by, "moment": danish_formats.moment(submission.decided_at)}
    if submission.decision == Decision.APPROVED:
        return AlreadyDecided(_("The minutes were already approved by %(person)s on %(moment)s.") % facts)
    if submission.decision == Decision.RETURNED:
        return AlreadyDecided(_("The minutes were already sent back by %(person)s on %(moment)s.") % facts)
    return AlreadyDecided(_("The minutes were taken back by %(person)s on %(moment)s.") % facts)


def changed_since_read() -> SubmissionChanged:
    return SubmissionChanged(_("The minutes have changed since you read them. Read them again before you decide."))
