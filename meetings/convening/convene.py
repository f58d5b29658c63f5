"""Convene a meeting: invite its participants."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.roles import Right, Role
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal
from meetings.convening.announced_agenda import agenda_to_announce
from meetings.convening.notifications import send_invitations
from meetings.convening.requirements import UnmetRequirement, unmet_requirements
from meetings.meeting.enums import MeetingState
from meetings.meeting.meeting_versions import bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.units import access


class MeetingNotReady(Refusal):
    """The meeting cannot be convened yet; `missing` lists the unmet requirements."""

    def __init__(self, things: list[UnmetRequirement]) -> None:
        super().__init__(" ".join(thing.text for thing in things))
        self.missing = things


class AlreadyConvened(Conflict):
    """The meeting is convened or cancelled already; a participant must not get two invitations."""


def convene(
    *,
    meeting: MeetingPage,
    by: User,
    now: datetime,
    board_has_nobody: bool = False,
    expected_version: int | None = None,
) -> MeetingPage:
    """Move the meeting from PLANNED to INVITED, and send each participant one mail with a calendar file.

    `board_has_nobody`: a school states that its board has named no representative (otherwise one must be invited,
    folkeskoleloven § 40 a). Raises NotAllowed, AlreadyConvened, MeetingNotReady, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder convenes the meeting."))
    with transaction.atomic():
        fresh = bump_meeting_version(
            meeting,
            expected_version=expected_version,
            states=[MeetingState.PLANNED],
            state=MeetingState.INVITED,
            invited_at=now,
            invited_by=by,
            invitation_sequence=F("invitation_sequence") + 1,
            state_reason="",
        )
        if fresh is None:
            raise AlreadyConvened(_("The meeting is already convened, or it is cancelled. No more mails were sent."))
        things = unmet_requirements(fresh, now, board_has_nobody=board_has_nobody)
        if things:
            raise MeetingNotReady(things)
        fresh.participants.update(invited_at=now)
        fresh.announced_agenda = agenda_to_announce(fresh)
        save_meeting_revision(fresh, by=by)
        invited = send_invitations(fresh, by)
        board = sum(participant.role == Role.BOARD_REPRESENTATIVE for participant in invited)
        audit.record(
            "meeting.convened", fresh, by=by, unit_id=fresh.unit_id, participants=len(invited), of_the_board=board
        )
    return fresh
