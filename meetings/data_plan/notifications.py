"""What a person is told who is to gather data."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.page_urls import fill_url
from meetings.meeting.enums import GATHERING_STATES
from meetings.notifications.kinds import Message, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify

GATHERER_REASON = _("You get this mail because you gather data for the meeting.")


@obligation("meetings/data_plan/mail/given", Right.ADD_EVIDENCE, reason=GATHERER_REASON)
def given(notification: Notification) -> Message | None:
    line = DataPlanLine.objects.select_related("meeting__unit", "meeting__cycle").filter(pk=notification.about).first()
    if line is None or line.gatherer_id != notification.recipient_id or line.meeting.state not in GATHERING_STATES:
        return None
    return Message(line.meeting.unit, fill_url(line), notification.by, line.due_on, {"line": line})


def notify_gatherer(line: DataPlanLine, *, by: User, before: User | None) -> None:
    """Tell the line's gatherer, unless the person was the gatherer already or chose the line themselves."""
    if line.gatherer is not None and line.gatherer != before and line.gatherer.is_active:
        notify(given, line.pk, [line.gatherer], by=by)
