"""How an answer that a calendar program sends finds its forum day."""

from datetime import datetime

from meetings.convening.replies.store_calendar_reply import CalendarEvent, register_calendar_event
from meetings.forum.days.inviting.calendar_file import UID_KIND
from meetings.forum.days.inviting.links import waits_for_answers
from meetings.forum.days.inviting.reply_to_forum_day import reply_to_forum_day
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage
from meetings.meeting.enums import Reply


@register_calendar_event(UID_KIND)
def forum_day_of(key: str, now: datetime) -> CalendarEvent[ForumInvitee] | None:
    day = ForumDayPage.objects.filter(translation_key=key).first()
    if day is None or not waits_for_answers(day, now):
        return None
    return CalendarEvent(day.invitation_sequence, day.invitees.all(), _store)


def _store(invitee: ForumInvitee, reply: Reply, now: datetime) -> None:
    reply_to_forum_day(invitee=invitee, reply=reply, note=invitee.reply_note, now=now)
