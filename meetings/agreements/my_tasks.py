"""Tasks about agreements for the front page."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.agreements.models import Agreement
from meetings.template.enums import ItemOwner
from meetings.units import access

#: How many agreements get a task of their own.
MAX_TASKS = 4


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Agreements on which `user` should write a status.

    Leaders get those owned by their unit. Head of area and consultant get those owned by the administration, and the
    number of overdue agreements in the area.
    """
    person = access.of(user)
    if not person.has(Right.FOLLOW_UP):
        return []
    unit_ids = person.unit_ids(Right.FOLLOW_UP)
    area_ids = person.area_ids(Right.FOLLOW_UP)
    rows = Agreement.objects.status_wanted(today).select_related("unit")
    tasks = []
    if unit_ids:
        tasks += _nearest(rows.filter(unit_id__in=unit_ids, owner=ItemOwner.UNIT))
    if area_ids:
        in_area = rows.filter(unit__area_id__in=area_ids)
        tasks += _past(in_area.filter(due_on__lt=today))
        tasks += _nearest(in_area.filter(owner=ItemOwner.ADMINISTRATION, due_on__gte=today))
    return tasks


def _nearest(rows: QuerySet[Agreement]) -> list[MyTask]:
    soon = rows.only("text", "due_on", "unit__title").order_by("due_on", "pk")[:MAX_TASKS]
    return [
        MyTask(
            title=_("Write status: %(agreement)s") % {"agreement": Truncator(agreement.text).chars(90)},
            action=_("Write status"),
            url=reverse("agreement", args=[agreement.pk]),
            detail=agreement.unit.title,
            due=agreement.due_on,
        )
        for agreement in soon
    ]


def _past(rows: QuerySet[Agreement]) -> list[MyTask]:
    owners = list(rows.order_by().values_list("owner", flat=True))
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
