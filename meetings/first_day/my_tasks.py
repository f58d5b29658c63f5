"""The administrator's task on the front page until everything is set up."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.user import AnyUser, User
from foundation.my_task import MyTask
from meetings.first_day.people_file.import_people import may_set_up
from meetings.first_day.steps import steps_left


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return one task that leads to the page of the first day; none for others, and none when nothing is left."""
    if not isinstance(user, User) or not may_set_up(user):
        return []
    left = len(steps_left(today))
    if not left:
        return []
    message = ngettext("%(count)s step is left.", "%(count)s steps are left.", left) % {"count": left}
    return [
        MyTask(
            title=_("Make Læringsrum ready for the first meeting"),
            action=_("Go on"),
            url=reverse("first_day"),
            detail=message,
            count=left,
            leads=True,
        )
    ]
