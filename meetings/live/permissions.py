"""Who may lead a meeting on its screen."""

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.live.models import LiveMeeting
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def may_chair(user: AnyUser, meeting: MeetingPage, live: LiveMeeting | None) -> bool:
    """Return whether the user may: the agreement holder, and whoever they named, as long as that person may see the
    meeting."""
    person = access.of(user)
    if person.may(Right.HOLD, meeting.unit):
        return True
    is_named = live is not None and user.pk is not None and live.chair_id == user.pk
    return is_named and person.may(Right.SEE_MEETING, meeting.unit)
