"""Data for forms about participants: the rules, who holds the roles, and who is on the list."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.roles import Role
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_rules import (
    Candidate,
    Rule,
    board_has_a_right,
    candidates,
    in_role_order,
    rules_of,
)

GUEST = "guest-"  # prefix of the form value of a listed guest; the participant's id follows


@dataclass(frozen=True)
class ParticipantChoices:
    meeting: MeetingPage
    rules: dict[Role, Rule]
    known: list[Candidate]
    listed: list[Participant]

    @property
    def board_has_a_right(self) -> bool:
        return board_has_a_right(self.meeting)

    @property
    def board_has_somebody(self) -> bool:
        """Whether somebody with a role in the unit, or on the list, is a board representative."""
        roles = [one.role for one in self.known] + [Role(row.role) for row in self.listed]
        return Role.BOARD_REPRESENTATIVE in roles

    @property
    def would_come(self) -> list[Participant]:
        """The list of participants; if it is empty, unsaved ones for the roles that the template names."""
        return self.listed or [
            Participant(
                meeting=self.meeting, user=one.user, name=one.user.name, email=one.user.email, role=one.role,
                requirement=one.requirement,
            )
            for one in self.known
            if one.is_suggested
        ]  # fmt: skip

    @property
    def ticked(self) -> list[str]:
        """The form values of those who would come."""
        return [str(one.user_id) if one.user_id else f"{GUEST}{one.pk}" for one in self.would_come]

    @property
    def notes(self) -> dict[Role, str]:
        """Why a role is on the list, as text for the form."""
        return {role: self._note(role, rule) for role, rule in self.rules.items()}

    def _note(self, role: Role, rule: Rule) -> str:
        if role == Role.BOARD_REPRESENTATIVE and self.board_has_a_right:
            return _("has a right to take part (§ 40 a) and is always invited")
        text = _("takes part according to the template") if rule.must else _("may take part according to the template")
        return f"{text}: {rule.note}" if rule.note else text


def participant_choices(meeting: MeetingPage, today: date) -> ParticipantChoices:
    rules = rules_of(meeting)
    listed = in_role_order(meeting.participants.select_related("user"))
    return ParticipantChoices(meeting, rules, candidates(meeting, today, rules), listed)
