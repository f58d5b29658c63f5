"""Shared by approving, returning and withdrawing: one conditional update, and the error for a late decision."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Conflict
from foundation.text import danish_formats
from meetings.minutes.enums import Decision, MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import SubmittedVersion


class AlreadyDecided(Conflict):
    """Another decision came first; the message names the person, the decision and the time."""


class ChangedSinceRead(Conflict):
    """The text awaiting approval is not the one that was read."""


def decide(minutes: MinutesPage, *, version: int, decision: Decision, by: User, reason: str = "") -> SubmittedVersion:
    """Record `decision` on the submitted `version`; of two simultaneous decisions exactly one succeeds.

    Wagtail's own approval checks the state without a lock, so two people can make opposite decisions at once. Here one
    conditional UPDATE changes the row for the first; the second updates no row. Call inside a transaction. Raises
    AlreadyDecided, ChangedSinceRead.
    """
    waiting = MinutesPage.objects.filter(pk=minutes.pk, state=MinutesState.SUBMITTED, version=version)
    changes: dict[str, object] = {"state": MinutesState.APPROVED}
    if decision != Decision.APPROVED:
        # A new version number, so that a form that showed this submission cannot decide about the next one.
        changes = {"state": MinutesState.DRAFT, "version": F("version") + 1, "return_reason": reason}
    if not waiting.update(**changes):
        raise already_decided(minutes, version)
    submission = SubmittedVersion.objects.select_related("revision").get(minutes_id=minutes.pk, version=version)
    submission.decision = decision
    submission.decided_by = by
    submission.decided_at = timezone.now()
    submission.reason = reason
    submission.save(update_fields=["decision", "decided_by", "decided_at", "reason"])
    return submission


def already_decided(minutes: MinutesPage, version: int) -> Conflict:
    """The error that explains why `version` could not be decided about."""
    submission = (
        SubmittedVersion.objects.filter(minutes_id=minutes.pk, version=version).select_related("decided_by").first()
    )
    if submission is None or not submission.decision:
        return ChangedSinceRead(_("The minutes have changed since you read them. Read them again before you decide."))
    facts = {"person": submission.decided_by, "moment": danish_formats.moment(submission.decided_at)}
    if submission.decision == Decision.APPROVED:
        return AlreadyDecided(_("The minutes were already approved by %(person)s on %(moment)s.") % facts)
    if submission.decision == Decision.RETURNED:
        return AlreadyDecided(_("The minutes were already sent back by %(person)s on %(moment)s.") % facts)
    return AlreadyDecided(_("The minutes were taken back by %(person)s on %(moment)s.") % facts)
