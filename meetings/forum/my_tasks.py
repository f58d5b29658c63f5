"""Tasks of the lederforum on the front page."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.forum.addresses import FORUM, of_example
from meetings.forum.days.my_tasks import answers_owed
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.moderation.waiting import waiting_for_q
from meetings.units import access


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Examples that wait for this person's decision, and the unit's own ones that were sent back."""
    person = access.of(user)
    tasks = []
    if person.has(Right.CLEAR_EXAMPLE):
        waiting = ExamplePage.objects.filter(waiting_for_q(person, ExamplePage), state=ExampleState.PROPOSED)
        count = waiting.count()
        if count:
            title = ngettext("%(n)s example waits for clearance", "%(n)s examples wait for clearance", count)
            tasks.append(MyTask(title % {"n": count}, _("Look at it"), FORUM, count=count))
    if person.has(Right.PROPOSE_EXAMPLE):
        returned = ExamplePage.objects.filter(
            person.units_q(Right.PROPOSE_EXAMPLE, "unit"), state=ExampleState.RETURNED
        )
        tasks += [
            MyTask(
                _("Change the example “%(title)s”") % {"title": example.title},
                _("Change"),
                of_example("example_edit", example),
                example.return_reason,
            )
            for example in returned.only("title", "slug", "return_reason").order_by("pk")[:5]
        ]
    if person.has(Right.SEE_FORUM_DAYS):
        tasks += answers_owed(user)
    return tasks
