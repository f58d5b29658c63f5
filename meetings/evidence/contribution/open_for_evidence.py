"""Checks whether evidence of a meeting can still be added or changed."""

from django.utils.translation import gettext as _

from foundation.errors import Refusal
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage


class GatheringIsOver(Refusal):
    """The minutes of the meeting are sent, it has seen the contribution, or it is cancelled."""


class EvidenceWithdrawn(Refusal):
    """The piece of evidence was withdrawn."""


def require_gathering(meeting: MeetingPage) -> None:
    """Raise GatheringIsOver, with a message on what one can do instead, unless the meeting takes evidence."""
    if meeting.accepts_evidence:
        return
    if meeting.state == MeetingState.CANCELLED:
        raise GatheringIsOver(_("The meeting is cancelled. When there is a new date, you can add to it again."))
    raise GatheringIsOver(_("The minutes are sent, so nothing more can be added to the meeting."))


def require_unseen(evidence: Evidence) -> None:
    """Raise GatheringIsOver if the meeting takes no evidence, or has been held and has seen this."""
    require_gathering(evidence.meeting)
    if evidence.is_seen_by_meeting:
        raise GatheringIsOver(
            _("The meeting has been held, and what was shown there stays as it was. Write it in the minutes instead.")
        )


def require_open(evidence: Evidence) -> None:
    """Raise GatheringIsOver or EvidenceWithdrawn unless the content of `evidence` can still be changed."""
    if evidence.is_past:
        raise EvidenceWithdrawn(
            _("Its date of deletion has passed, so it can no longer be changed. Add something new.")
        )
    if evidence.withdrawn_at is not None:
        raise EvidenceWithdrawn(_("This was withdrawn and can no longer be changed. You can add something new."))
    require_unseen(evidence)
