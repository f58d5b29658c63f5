"""The two sides of a data plan: the unit's leaders and the consultant."""

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.data_plan.enums import Side
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def side_of(user: AnyUser, meeting: MeetingPage) -> Side | None:
    """Return the side for which `user` plans this meeting; None for other people."""
    person = access.of(user)
    if meeting.unit_id in person.unit_ids(Right.PREPARE):
        return Side.UNIT
    return Side.CONSULTANT if person.may(Right.PREPARE, meeting.unit) else None


def may_change(user: AnyUser, meeting: MeetingPage) -> bool:
    """Return whether the person is of one side and the meeting is still open."""
    return meeting.state in OPEN_STATES and side_of(user, meeting) is not None
