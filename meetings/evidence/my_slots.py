"""Data plan lines assigned to a person that nothing shared or handed in fills yet."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.page_urls import fill_url
from meetings.evidence.filled_slots import fills_its_slot
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.enums import GATHERING_STATES
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows


def slots_of(user: AnyUser) -> Iterator[MyTask]:
    """Yield one task per line, with its due date and the URL of the form or of the person's own draft. One query."""
    for line in _lines.objects(user):
        where = meeting_url_kwargs(line.meeting)
        draft = vars(line)["draft"]
        yield MyTask(
            title=_("Gather for the dialogue meeting: %(data)s") % {"data": line.what},
            action=_("Continue your draft") if draft else _("Add it now"),
            url=reverse("evidence_edit", kwargs={**where, "pk": draft}) if draft else fill_url(line),
            detail=" · ".join(part for part in (line.meeting.unit.title, line.about) if part),
            due=line.due_on,
            leads=True,
        )


def _given_to(user: AnyUser) -> QuerySet[DataPlanLine]:
    person, mine = access.of(user), Evidence.objects.filter(with_visible_text(), slot=OuterRef("pk"))
    return (
        DataPlanLine.objects.given_to(user)
        .filter(person.units_q(Right.ADD_EVIDENCE, "meeting__unit"), meeting__state__in=GATHERING_STATES)
        .filter(~Exists(mine.filter(fills_its_slot())))
        .annotate(draft=Subquery(mine.filter(owner=user.pk).order_by("pk").values("pk")[:1]))
        .select_related("meeting__unit")
        .only("what", "about", "due_on", "meeting__url_path", "meeting__unit__title")
        .order_by("due_on", "position")
    )


_lines = VisibleRows(_given_to)
