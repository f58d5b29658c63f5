"""What the three decisions about a submission share: one conditional update, and the sentence for whoever came late."""

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
    """Another decision came first; the message says whose, what and when."""


class NotWhatWasRead(Conflict):
    """The text that is waiting is not the one that was read."""


def decide(minutes: MinutesPage, *, version: int, decision: Decision, by: User, reason: str = "") -> SubmittedVersion:
    """Moves the submitted `version` out of waiting, once: of two simultaneous decisions exactly one gets here.

    Wagtail's own approval checks the state without a lock, and lets two people decide both ways at once. Here the
    database answers: the row moves for one, and the other's update finds nothing. Call inside a transaction. Raises
    AlreadyDecided, NotWhatWasRead.
    """
    waiting = MinutesPage.objects.filter(pk=minutes.pk, state=MinutesState.SUBMITTED, version=version)
    changes: dict[str, object] = {"state": MinutesState.APPROVED}
    if decision != Decision.APPROVED:
        # One more version, so that a form that showed the submitted text cannot decide about the next one.
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
    """Why nothing could be decided about `version`."""
    submission = (
        SubmittedVersion.objects.filter(minutes_id=minutes.pk, version=version).select_related("decided_by").first()
    )
    if submission is None or not submission.decision:
        return NotWhatWasRead(_("The minutes have changed since you read them. Read them again before you decide."))
    said = {"person": submission.decided_by, "moment": danish_formats.moment(submission.decided_at)}
    if submission.decision == Decision.APPROVED:
        return AlreadyDecided(_("The minutes were already approved by %(person)s on %(moment)s.") % said)
    if submission.decision == Decision.RETURNED:
        return AlreadyDecided(_("The minutes were already sent back by %(person)s on %(moment)s.") % said)
    return AlreadyDecided(_("The minutes were taken back by %(person)s on %(moment)s.") % said)
