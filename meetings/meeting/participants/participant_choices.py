"""Everything that a page about participants asks: the rules, who holds the roles, who is on the list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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

GUEST = "guest-"  # on the form: somebody without an account, by the participant's id


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
        """Among those who hold a role or stand on the list."""
        roles = [one.role for one in self.known] + [Role(row.role) for row in self.listed]
        return Role.BOARD_REPRESENTATIVE in roles

    @property
    def would_come(self) -> list[Participant]:
        """The list; before there is one, the people whom the template mentions (unsaved)."""
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
        """Their values on the form."""
        return [str(one.user_id) if one.user_id else f"{GUEST}{one.pk}" for one in self.would_come]

    @property
    def notes(self) -> dict[Role, str]:
        """Why somebody with the role is on the list, in words."""
        return {role: self._note(role, rule) for role, rule in self.rules.items()}

    def for_form(self) -> dict[str, Any]:
        return {"known": self.known, "listed": self.listed, "notes": self.notes}

    def _note(self, role: Role, rule: Rule) -> str:
        if role == Role.BOARD_REPRESENTATIVE and self.board_has_a_right:
            return _("has a right to take part (§ 40 a) and is always invited")
        words = _("takes part according to the template") if rule.must else _("may take part according to the template")
        return f"{words}: {rule.note}" if rule.note else words


def participant_choices(meeting: MeetingPage, today: date) -> ParticipantChoices:
    rules = rules_of(meeting)
    listed = in_role_order(meeting.participants.select_related("user"))
    return ParticipantChoices(meeting, rules, candidates(meeting, today, rules), listed)
