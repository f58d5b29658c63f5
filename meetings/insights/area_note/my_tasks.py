"""Tasks on the front page: words that a unit is asked about, and notes that wait for the head of the area."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.page_urls import note_url
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.units import access
from meetings.units.visible_rows import VisibleRows


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return one query for each of the two rights that the user has."""
    person = access.of(user, today)
    found: list[MyTask] = []
    if person.has(Right.CLEAR_PASSAGE):
        found += _to_clear(user)
    if person.has(Right.APPROVE_AREA_NOTE):
        found += _to_approve(user)
    return found


def _to_clear(user: AnyUser) -> list[MyTask]:
    count = len(_asked.rows(user))
    if not count:
        return []
    title = ngettext(
        "May %(count)s passage of your unit be quoted in a note for the area?",
        "May %(count)s passages of your unit be quoted in a note for the area?",
        count,
    )
    return [MyTask(title % {"count": count}, _("Decide"), reverse("area_notes"), count=count)]


def _passages(user: AnyUser) -> QuerySet[QuotedPassage, tuple[int]]:
    own = access.of(user).units_q(Right.CLEAR_PASSAGE, "unit")
    rows = access.visible_to(user, QuotedPassage).filter(own, clearing=Clearance.ASKED)
    keys: QuerySet[QuotedPassage, tuple[int]] = rows.values_list("pk").order_by("pk")[:100]
    return keys


_asked = VisibleRows(_passages)


def _to_approve(user: AnyUser) -> list[MyTask]:
    return [
        MyTask(_("Decide about the note “%(title)s”") % {"title": note.title}, _("Read it"),
               note_url("note_decide", note), leads=True)
        for note in _submitted.objects(user)
    ]  # fmt: skip


def _waiting(user: AnyUser) -> QuerySet[AreaNotePage]:
    areas = access.of(user).area_ids(Right.APPROVE_AREA_NOTE)
    rows = AreaNotePage.objects.filter(area__in=areas, state=NoteState.SUBMITTED).exclude(submitted_by=user.pk)
    return rows.only("title", "slug").order_by("submitted_at", "pk")[:10]


_submitted = VisibleRows(_waiting)
