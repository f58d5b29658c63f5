"""Required roles that no participant has."""

from collections.abc import Iterable
from datetime import date

from accounts.roles import Role
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_choices import ParticipantChoices, participant_choices


def roles_missing(invitees: ParticipantChoices, coming: Iterable[Participant]) -> list[Role]:
    """Return roles that must take part by the template and that nobody in `coming` has, in the order of `Role`.

    In a unit with one leader, the agreement holder counts as the leadership team.
    """
    present = {participant.role for participant in coming}
    if Role.AGREEMENT_HOLDER in present and all(one.role is not Role.LEADERSHIP_TEAM for one in invitees.known):
        present.add(Role.LEADERSHIP_TEAM)
    return [role for role in Role if role in invitees.rules and invitees.rules[role].must and role not in present]


def roles_missing_now(meeting: MeetingPage, today: date) -> list[Role]:
    """Return the missing roles of the stored list of participants."""
    invitees = participant_choices(meeting, today)
    return roles_missing(invitees, invitees.listed)
