"""Check the participants who are present, for what may be shown to all of them."""

from datetime import date

from accounts.roles import Right
from meetings.meeting.enums import Attendance
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def all_may_see_confidential(meeting: MeetingPage, *, today: date) -> bool:
    """Return whether everybody present could also read this meeting's evidence alone, by a role of their own.

    Participants noted as absent do not count. A guest without an account has no role; a board representative of another
    unit has none here (the Folkeskole Act, § 55 b: a board knows the results of its own school). True without
    participants. Two queries.
    """
    there = list(meeting.participants.exclude(attendance=Attendance.ABSENT).values_list("user_id", flat=True))
    known = access.of_each([user_id for user_id in there if user_id is not None], today)
    return all(user_id in known and known[user_id].may(Right.SEE_SHARED_EVIDENCE, meeting.unit) for user_id in there)
