"""Tasks of an agreement holder: meetings to convene."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from foundation.text.danish_formats import format_date
from meetings.meeting.current_meetings import current_meetings_q
from meetings.meeting.enums import MeetingState
from meetings.meeting.list_columns import with_list_columns
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows

#: Participants need this long to prepare and to find a substitute for their class.
CONVENE_BEFORE = timedelta(days=14)


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return a task for each meeting of this year that is not convened yet. One query."""
    person = access.of(user)
    if not person.has(Right.CONVENE):
        return []
    return [_task(meeting) for meeting in _planned.objects(user, today)]


def _to_convene(user: AnyUser, today: date) -> QuerySet[MeetingPage]:
    planned = MeetingPage.objects.filter(
        current_meetings_q(today), access.of(user).units_q(Right.CONVENE), state=MeetingState.PLANNED
    )
    return with_list_columns(planned).order_by("cycle__school_year", "unit__title")


_planned = VisibleRows(_to_convene)


def _task(meeting: MeetingPage) -> MyTask:
    name = f"{meeting.title} · {meeting.unit.title}"
    day = timezone.localdate(meeting.starts_at) if meeting.starts_at else None
    return MyTask(
        title=_("Convene the dialogue meeting"),
        action=_("Convene the meeting"),
        url=reverse("convene", kwargs=meeting_url_kwargs(meeting)),
        detail=_("%(meeting)s, %(day)s") % {"meeting": name, "day": format_date(day)} if day else name,
        due=day - CONVENE_BEFORE if day else None,
        leads=True,
    )
