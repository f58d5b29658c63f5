"""What a person may do with a meeting, by rights and by the state it is in."""

from django.utils import timezone

from accounts.roles import Right
from meetings.convening.replies.links import WAITS_FOR_REPLIES
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.access import Access


def acts_on(meeting: MeetingPage, access: Access) -> dict[str, bool]:
    """Return, by name of the view, whether the meeting's page may show the act."""
    unit, is_open, is_on = meeting.unit, meeting.state in OPEN_STATES, meeting.state != MeetingState.CANCELLED
    convenes, shapes = access.may(Right.CONVENE, unit), access.may(Right.SHAPE_AGENDA, unit)
    cancels = access.may(Right.CANCEL, unit)
    is_past = meeting.starts_at is None or timezone.localdate(meeting.starts_at) < access.today
    return {
        "convene": is_open and convenes,
        "meeting_agenda": is_open and shapes,
        "meeting_update": is_open and convenes,
        "template_difference": is_open and shapes,
        "preparation": is_on,
        "data_plan": is_on,
        "cancel_meeting": is_open and cancels,
        "reopen_meeting": meeting.state in (MeetingState.CANCELLED, MeetingState.HELD)
        and cancels
        and not hasattr(meeting, "minutes_page"),
        "meeting_replies": convenes and meeting.state in WAITS_FOR_REPLIES and not is_past,
        "presentation": is_on,
        "meeting_calendar": bool(meeting.starts_at) and is_open,
        "documents": True,
        "meeting_answers": meeting.state == MeetingState.HELD and access.may(Right.SEE_ANSWERS, unit),
    }
