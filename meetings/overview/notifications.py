"""What a unit is told when its year has begun."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.notifications.kinds import Message, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units import access
from meetings.units.right_holders import right_holders
from meetings.units.url_prefixes import meeting_url_kwargs


# The name of its template is stored with each notification, so it stays in the folder where it was first.
@obligation("meetings/board/mail/year_begun", Right.PREPARE, reason=_("You get this mail because you lead the unit."))
def year_begun(notification: Notification) -> Message | None:
    meeting = MeetingPage.objects.select_related("unit", "cycle").filter(pk=notification.about).first()
    if meeting is None or meeting.state != MeetingState.PLANNED:
        return None
    convenes = access.of(notification.recipient).may(Right.CONVENE, meeting.unit)
    path = reverse("convene", kwargs=meeting_url_kwargs(meeting)) if convenes else meeting.url
    return Message(meeting.unit, path, notification.by, facts={"year": meeting.school_year, "convenes": convenes})


def notify_year_started(meeting: MeetingPage, by: User, today: date) -> None:
    """Tell each of the unit's own leaders, with the first step."""
    notify(year_begun, meeting.pk, right_holders(Right.PREPARE, meeting.unit, today, in_the_unit_only=True), by=by)
