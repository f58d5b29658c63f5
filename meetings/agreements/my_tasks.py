"""Tasks about agreements for the front page."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Case, F, Model, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from foundation.my_task import MyTask
from foundation.pages import slugs_of
from foundation.text.danish_formats import format_date
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.waiting import talks_waiting_for
from meetings.agreements.models import Agreement
from meetings.agreements.owned_agreements import owned_by
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.visible_rows import VisibleRows

#: How many agreements get a task of their own.
MAX_TASKS = 4
#: Those of `_Row`.
Columns = tuple[str, int, str, date, str, str]
_MINE, _PAST, _TALK = "mine", "past", "talk"
#: Whether a talk has a time.
_IS_SET, _IS_UNSET = "set", "unset"


class _Row(NamedTuple):
    """A row of the one statement, which asks for tasks of several kinds.

    `text` of a talk is the path of its meeting, and `owner` whether it has a time.
    """

    kind: str
    pk: int
    text: str
    due_on: date
    unit: str
    owner: str


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the agreements on which `user` should write a status: those that are theirs (`owned_by`), and follow-up
    talks.

    Head of area and consultants also get the number of overdue agreements in the area. One query.
    """
    person = access.of(user)
    if not person.has(Right.FOLLOW_UP):
        return []
    rows = [_Row(*row) for row in _rows.rows(user, today, name=getattr(user, "name", ""))]
    rows.sort(key=lambda row: (row.due_on, row.pk))
    of_kind = {kind: [row for row in rows if row.kind == kind] for kind in (_MINE, _PAST, _TALK)}
    return [
        *_past([row.owner for row in of_kind[_PAST]]),
        *(_talk(row, today) for row in of_kind[_TALK][:MAX_TASKS]),
        *(_write_status(row) for row in of_kind[_MINE][:MAX_TASKS]),
    ]


def _union(user: AnyUser, today: date) -> QuerySet[Model, Columns]:
    person = access.of(user)
    wanted = Agreement.objects.status_wanted(today).filter(owned_by(person, Parameter("name", TextField()), today))
    parts = [_part(_MINE, wanted, "text")]
    if person.has(Right.FOLLOW_UP_TALK):
        parts.append(_talks(talks_waiting_for(person, today)))
    if area_ids := person.area_ids(Right.FOLLOW_UP):
        parts.append(_part(_PAST, Agreement.objects.overdue(today).filter(unit__area_id__in=area_ids), "owner"))
    first, *others = parts
    return first.union(*others, all=True) if others else first


_rows = VisibleRows(_union)


def tasks_about_talks(user: AnyUser, today: date) -> list[MyTask]:
    """Return those of `tasks_for` that are about follow-up talks."""
    person = access.of(user)
    rows = _talks(talks_waiting_for(person, today)) if person.has(Right.FOLLOW_UP_TALK) else []
    return [_talk(row, today) for row in sorted((_Row(*row) for row in rows), key=lambda row: (row.due_on, row.pk))]


def _part(kind: str, rows: QuerySet[Agreement], text: str) -> QuerySet[Model, Columns]:
    return rows.order_by().values_list(_words(kind), "pk", text, "due_on", "unit__title", "owner")


def _talks(rows: QuerySet[FollowUpTalk]) -> QuerySet[Model, Columns]:
    state = Case(When(begins_at=None, then=_words(_IS_UNSET)), default=_words(_IS_SET))
    path = Cast("meeting__url_path", TextField())
    return rows.order_by().values_list(_words(_TALK), "pk", path, "planned_on", F("meeting__unit__title"), state)


def _words(text: str) -> Value:
    return Value(text, output_field=TextField())


def _talk(row: _Row, today: date) -> MyTask:
    area, unit, year = slugs_of(row.text)
    address = {"area": area, "unit": unit, "year": int(year)}
    if row.owner == _IS_UNSET:
        return MyTask(
            title=_("Set a time for the follow-up on the agreements"), action=_("Set a time"),
            url=reverse("follow_up_talk_time", kwargs=address), detail=row.unit, due=row.due_on,
        )  # fmt: skip
    title, action = _("Follow-up on the agreements %(day)s"), _("See the agreements")
    if row.due_on <= today:
        title, action = (
            _("Follow-up on the agreements %(day)s: write a line on each, and close it"),
            _("Write and close"),
        )
    return MyTask(
        title=title % {"day": format_date(row.due_on)}, action=action,
        url=reverse("follow_up_talk", kwargs=address), detail=row.unit, due=row.due_on,
    )  # fmt: skip


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
