"""Notify the participants of a convened meeting that its agenda or length has changed."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.convening.announced_agenda import agenda_to_announce, has_unannounced_changes
from meetings.convening.notifications import notify_of_new_agenda
from meetings.meeting.enums import MeetingState
from meetings.meeting.meeting_versions import bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.units import access


class NothingToAnnounce(Refusal):
    """The participants have the current agenda, or the meeting is not convened or over."""


def send_update(*, meeting: MeetingPage, by: User, expected_version: int | None = None) -> int:
    """Send each participant one mail for all changes, with the same UID and the next SEQUENCE (RFC 5545, 3.8.7.4).

    Returns the number of mails. Raises NotAllowed, NothingToAnnounce, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder can notify the participants of a change."))
    with transaction.atomic():
        fresh = bump_meeting_version(
            meeting,
            expected_version=expected_version,
            states=[MeetingState.INVITED, MeetingState.PREPARING],
            invitation_sequence=F("invitation_sequence") + 1,
        )
        if fresh is None or not has_unannounced_changes(fresh):
            raise NothingToAnnounce(_("The participants have already been notified. No more mails were sent."))
        count = notify_of_new_agenda(fresh, by)
        fresh.announced_agenda = agenda_to_announce(fresh)
        save_meeting_revision(fresh, by=by)
        audit.record("meeting.update_sent", fresh, by=by, unit_id=fresh.unit_id, participants=count)
    return count
