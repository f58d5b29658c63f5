"""What the unit of origin is told about trials of its example."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from meetings.forum.enums import ExampleState
from meetings.forum.page_urls import example_url
from meetings.forum.trials.models import Trial
from meetings.notifications.kinds import Message, news
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.right_holders import right_holders


@news(
    "meetings/forum/trials/mail/tried",
    Right.PROPOSE_EXAMPLE,
    reason=_("You get this mail because you lead the unit whose example it is."),
)
def tried(notification: Notification) -> Message | None:
    rows = Trial.objects.select_related("example__unit", "unit", "written_by")
    trial = rows.filter(pk=notification.about, example__state=ExampleState.CLEARED).first()
    if trial is None:
        return None
    facts = {"title": trial.example.title, "by_unit": trial.unit.title, "went": bool(trial.outcome)}
    return Message(trial.example.unit, example_url("example", trial.example), notification.by, facts=facts)


def notify_origin(trial: Trial, by: User) -> None:
    """Tell the leaders of the unit that the example comes from."""
    unit = trial.example.unit
    leaders = right_holders(Right.PROPOSE_EXAMPLE, unit, timezone.localdate(), in_the_unit_only=True)
    notify(tried, trial.pk, leaders, by=by)
