"""Tasks about wishes for the front page of those who answer them."""

from datetime import date

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.visible_rows import VisibleRows

#: How many wishes get a task of their own.
MAX_TASKS = 4


def _waiting(user: AnyUser, today: date) -> QuerySet[SupportRequest, tuple[int, str, date, str, int | None, int]]:
    """The first wishes that wait, each with the number of all."""
    within = access.of(user).units_q(Right.ANSWER_WISHES, "meeting__unit")
    of_nobody = SupportRequest.objects.left_alone(today).values("pk")
    mine = SupportRequest.objects.unanswered().filter(within, Q(responsible=user.pk) | Q(pk__in=of_nobody))
    columns = ("pk", "text", "answer_by", "meeting__unit__title", "responsible", "count")
    rows: QuerySet[SupportRequest, tuple[int, str, date, str, int | None, int]] = (
        mine.annotate(count=Window(Count("pk"))).order_by("answer_by", "pk").values_list(*columns)
    )
    return rows[:MAX_TASKS]


_to_answer = VisibleRows(_waiting)


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return unanswered wishes that are the user's, past their date first; of the area also those that nobody has. One
    query."""
    person = access.of(user)
    if not person.has(Right.ANSWER_WISHES):
        return []
    found = _to_answer.rows(user, today)
    tasks = [
        MyTask(
            title=_("Answer the wish: %(wish)s") % {"wish": Truncator(text).chars(90)},
            action=_("Answer"),
            url=reverse("wish", args=[pk]),
            detail=unit if responsible == user.pk else _("%(unit)s · nobody has it yet") % {"unit": unit},
            due=answer_by,
            leads=True,
        )
        for pk, text, answer_by, unit, responsible, _count in found
    ]
    more = found[0][-1] - MAX_TASKS if found else 0
    if more > 0:
        title = ngettext("%(count)s more wish waits for an answer", "%(count)s more wishes wait for an answer", more)
        url = f"{reverse('wishes')}?orden=dato&tilstand=wished"
        last = found[-1][2]
        tasks.append(
            MyTask(title=title % {"count": more}, action=_("See them"), url=url, count=more, due=last, leads=True)
        )
    return tasks
