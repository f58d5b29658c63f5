"""Tasks about agreements for the front page."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.agreements.models import Agreement
from meetings.agreements.owners import owned_by
from meetings.template.enums import ItemOwner
from meetings.units import access

#: How many agreements get a task of their own.
MAX_TASKS = 4
_MINE, _PAST = "mine", "past"


class _Row(NamedTuple):
    """A row of the one statement, which asks for tasks of several kinds."""

    kind: str
    pk: int
    text: str
    due_on: date
    unit: str
    owner: str


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Agreements on which `user` should write a status: those that are theirs (`owned_by`).

    Head of area and consultants also get the number of overdue agreements in the area. One query.
    """
    person = access.of(user)
    if not person.has(Right.FOLLOW_UP):
        return []
    wanted = Agreement.objects.status_wanted(today).filter(owned_by(person, person.user.name, today))
    parts = [_part(_MINE, wanted, "text")]
    if area_ids := person.area_ids(Right.FOLLOW_UP):
        parts.append(_part(_PAST, Agreement.objects.overdue(today).filter(unit__area_id__in=area_ids), "owner"))
    first, *others = parts
    rows = [_Row(*row) for row in (first.union(*others, all=True) if others else first)]
    mine = sorted((row for row in rows if row.kind == _MINE), key=lambda row: (row.due_on, row.pk))
    return [*_past([row.owner for row in rows if row.kind == _PAST]), *islice(map(_write_status, mine), MAX_TASKS)]


def _part(kind: str, rows: Any, text: str) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(kind), "pk", text, "due_on", "unit__title", "owner")


def _write_status(row: _Row) -> MyTask:
    return MyTask(
        title=_("Write status: %(agreement)s") % {"agreement": Truncator(row.text).chars(90)},
        action=_("Write status"),
        url=reverse("agreement_follow_up", args=[row.pk]),
        detail=row.unit,
        due=row.due_on,
    )


def _past(owners: Iterable[str]) -> list[MyTask]:
    owners = list(owners)
    if not owners:
        return []
    count, ours = len(owners), owners.count(ItemOwner.ADMINISTRATION)
    title = ngettext("%(count)s agreement is past its date", "%(count)s agreements are past their date", count)
    return [
        MyTask(
            title=title % {"count": count},
            action=_("See them"),
            url=f"{reverse('agreements')}?frist=over",
            detail=_("%(count)s of them the administration's own") % {"count": ours} if ours else "",
            count=count,
        )
    ]
