"""Tasks of the lederforum on the front page."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.forum.days.my_tasks import answers_owed
from meetings.forum.enums import ExampleState
from meetings.forum.page_urls import FORUM, example_url
from meetings.forum.pages import ExamplePage
from meetings.moderation.waiting import waiting_for_q
from meetings.units import access
from meetings.units.visible_rows import VisibleRows, counted


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the examples that wait for this person's decision, and the unit's own ones that were sent back."""
    person = access.of(user)
    tasks = []
    if person.has(Right.CLEAR_EXAMPLE):
        count = _waiting.count(user)
        if count:
            title = ngettext("%(n)s example waits for clearance", "%(n)s examples wait for clearance", count)
            tasks.append(MyTask(title % {"n": count}, _("Look at it"), FORUM, count=count))
    if person.has(Right.PROPOSE_EXAMPLE):
        tasks += [
            MyTask(
                _("Change the example “%(title)s”") % {"title": example.title},
                _("Change"),
                example_url("example_edit", example),
                example.return_reason,
            )
            for example in _returned.objects(user)
        ]
    if person.has(Right.SEE_FORUM_DAYS):
        tasks += answers_owed(user)
    return tasks


def _to_clear(user: AnyUser) -> QuerySet[ExamplePage, tuple[int]]:
    waiting = waiting_for_q(access.of(user), ExamplePage)
    return counted(ExamplePage.objects.filter(waiting, state=ExampleState.PROPOSED))


def _sent_back(user: AnyUser) -> QuerySet[ExamplePage]:
    own = access.of(user).units_q(Right.PROPOSE_EXAMPLE, "unit")
    rows = ExamplePage.objects.filter(own, state=ExampleState.RETURNED)
    return rows.only("title", "slug", "return_reason").order_by("pk")[:5]


_waiting, _returned = VisibleRows(_to_clear), VisibleRows(_sent_back)
