"""Follow-up talks are times at which people are busy."""

from collections.abc import Collection, Iterable
from datetime import date

from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.clashes.busy_times import AppointmentRow, register_appointments
from meetings.meeting.pages import MeetingPage


@register_appointments
def talks(people: Collection[int], first: date, last: date, besides: MeetingPage | None) -> Iterable[AppointmentRow]:
    """Yield the open follow-up talks of these people on these days, but not those of the meeting `besides`."""
    found = FollowUpTalk.objects.open().filter(people__in=people, planned_on__range=(first, last))
    columns = ("people", "planned_on", "begins_at", "ends_at", "meeting", "meeting__unit__title", "place")
    others = found.exclude(meeting=besides) if besides is not None else found
    for user, day, begins, ends, meeting, *where in others.values_list(*columns):
        yield AppointmentRow(user, day, begins, ends, meeting, (str(FollowUpTalk.title), *where))
