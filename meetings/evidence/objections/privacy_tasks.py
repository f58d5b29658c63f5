"""Privacy tasks on the front page: objections waiting for a decision, and files that are deleted soon."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from foundation.text.danish_formats import format_date
from media.privacy.objection import Objection
from meetings.evidence.retention.expiring import count_expiring, own_drafts
from meetings.units import access
from meetings.units.pages import UnitPage
from meetings.units.url_prefixes import unit_url_kwargs
from meetings.units.visible_rows import VisibleRows, counted


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the privacy tasks of `user`.

    For those who may restore items: undecided objections (one query). For leaders: what is deleted within thirty days
    (one query per kind of file and two for the units). For others who gather: those of their own drafts (one query).
    """
    return [*_undecided(user), *_deleted_soon(user, today), *_own_drafts(user, today)]


def _undecided(user: AnyUser) -> list[MyTask]:
    if not access.of(user).has(Right.RESTORE_ITEM):
        return []
    count = _waiting.count(user)
    if not count:
        return []
    message = ngettext("%(n)s objection waits for a decision", "%(n)s objections wait for a decision", count)
    detail = _("What it is about is hidden until then.")
    return [MyTask(message % {"n": count}, _("Look at it"), reverse("objections"), detail, count=count)]


_waiting = VisibleRows(lambda user: counted(access.visible_to(user, Objection, Objection.objects.undecided())))


def _deleted_soon(user: AnyUser, today: date) -> list[MyTask]:
    found = {unit: (count, day) for unit, count, day in count_expiring(user, today)}
    units = UnitPage.objects.filter(pk__in=found).select_related("area").order_by("title") if found else []
    return [_task(unit, *found[unit.pk]) for unit in units]


def _task(unit: UnitPage, count: int, first: date) -> MyTask:
    message = ngettext(
        "%(count)s thing from %(unit)s is deleted soon", "%(count)s things from %(unit)s are deleted soon", count
    )
    return MyTask(
        title=message % {"count": count, "unit": unit.title},
        action=_("See which"),
        url=reverse("deleted_soon", kwargs=unit_url_kwargs(unit)),
        detail=_("The first on %(date)s. You need not do anything.") % {"date": format_date(first)},
        count=count,
    )


def _own_drafts(user: AnyUser, today: date) -> list[MyTask]:
    return [
        MyTask(
            title=_("Your draft “%(title)s” is deleted soon") % {"title": draft.title},
            action=_("Look at it"),
            url=draft.get_url(),
            detail=_("After %(date)s. The leaders of %(unit)s can keep it longer.")
            % {"date": format_date(draft.delete_after), "unit": draft.unit.title},
        )
        for draft in own_drafts(user, today)
    ]
