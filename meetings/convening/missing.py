"""What stands between a planned meeting and its invitation, each thing in a sentence."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from meetings.meeting.inviting import Candidate, Rule, board_has_a_right, candidates, rules_of
from meetings.meeting.pages import MeetingPage
from meetings.meeting.roles_missing import roles_missing


@dataclass(frozen=True)
class Missing:
    """`what` names the thing for code, `text` says it to people, `field` is where on the page it is mended."""

    what: str
    text: str
    field: str


def missing(
    meeting: MeetingPage,
    now: datetime,
    *,
    board_has_nobody: bool = False,
    rules: dict[Role, Rule] | None = None,
    known: list[Candidate] | None = None,
) -> list[Missing]:
    """Empty when the meeting can be convened."""
    today = timezone.localdate(now)
    rules = rules_of(meeting) if rules is None else rules
    known = candidates(meeting, today, rules) if known is None else known
    found = []
    if meeting.starts_at is None:
        found.append(Missing("date", _("Choose a date and a time."), "day"))
    elif meeting.starts_at <= now:
        found.append(Missing("past", _("The date is in the past. Choose a later one."), "day"))
    if not meeting.room:
        found.append(Missing("room", _("Write which room the meeting is in."), "room"))
    for role in roles_missing(meeting, today, rules=rules, known=known):
        found.append(Missing(f"role:{role}", _role_sentence(role), "people"))
    if board_has_a_right(meeting) and not board_has_nobody and not _somebody_of_the_board(meeting):
        found.append(
            Missing(
                "board",
                _(
                    "The school board has a right to have a representative at the meeting (§ 40 a). Add one with name "
                    "and e-mail, or tick that the board has named nobody."
                ),
                "people",
            )
        )
    return found


def _role_sentence(role: Role) -> str:
    return _("Add the %(role)s: the template says that this role takes part.") % {"role": str(role.label).lower()}


def _somebody_of_the_board(meeting: MeetingPage) -> bool:
    return any(participant.role == Role.BOARD_REPRESENTATIVE for participant in meeting.participants.all())
