"""Requirements that a meeting must meet before it can be convened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.missing_roles import roles_missing
from meetings.meeting.participants.participant_choices import ParticipantChoices, participant_choices


@dataclass(frozen=True)
class UnmetRequirement:
    """An unmet requirement: `what` is its key for code, `text` the message, `field` the form field to correct."""

    what: str
    text: str
    field: str


def unmet_requirements(
    meeting: MeetingPage, now: datetime, *, board_has_nobody: bool = False
) -> list[UnmetRequirement]:
    """Return what the stored meeting lacks; empty when it can be convened."""
    invitees = participant_choices(meeting, timezone.localdate(now))
    return unmet_requirements_with(invitees, invitees.listed, now, board_has_nobody=board_has_nobody)


def unmet_requirements_with(
    invitees: ParticipantChoices, coming: Iterable[Participant], now: datetime, *, board_has_nobody: bool = False
) -> list[UnmetRequirement]:
    """Return what the meeting lacks if the people in `coming` took part."""
    meeting, people = invitees.meeting, list(coming)
    found = []
    if meeting.starts_at is None:
        found.append(UnmetRequirement("date", _("Choose a date and a time."), "day"))
    elif meeting.starts_at <= now:
        found.append(UnmetRequirement("past", _("The date is in the past. Choose a later one."), "day"))
    if not meeting.room:
        found.append(UnmetRequirement("room", _("Write which room the meeting is in."), "room"))
    for role in roles_missing(invitees, people):
        found.append(UnmetRequirement(f"role:{role}", _role_sentence(role), "people"))
    of_the_board = any(person.role == Role.BOARD_REPRESENTATIVE for person in people)
    if invitees.board_has_a_right and not board_has_nobody and not of_the_board:
        found.append(UnmetRequirement("board", _board_sentence(), "people"))
    return found


def _role_sentence(role: Role) -> str:
    return _("Add the %(role)s: the template says that this role takes part.") % {"role": str(role.label).lower()}


def _board_sentence() -> str:
    return _(
        "The school board has a right to have a representative at the meeting (§ 40 a). Add one with name and e-mail, "
        "or tick that the board has named nobody."
    )
