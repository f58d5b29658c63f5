"""Which roles the meeting cannot do without, and nobody on the list has."""

from datetime import date

from accounts.roles import Role
from meetings.meeting.inviting import Candidate, Rule, candidates, rules_of
from meetings.meeting.pages import MeetingPage


def roles_missing(
    meeting: MeetingPage,
    today: date,
    *,
    rules: dict[Role, Rule] | None = None,
    known: list[Candidate] | None = None,
) -> list[Role]:
    """Roles that must take part by the template and that no participant has, in the order of the roles.

    In a unit whose leadership is one person, the agreement holder is the leadership team.
    """
    rules = rules_of(meeting) if rules is None else rules
    known = candidates(meeting, today, rules) if known is None else known
    present = {participant.role for participant in meeting.participants.all()}
    if Role.AGREEMENT_HOLDER in present and all(one.role is not Role.LEADERSHIP_TEAM for one in known):
        present.add(Role.LEADERSHIP_TEAM)
    return [role for role in Role if role in rules and rules[role].must and role not in present]
