"""Tasks on the front page from the gathering of evidence."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from media.enums import Audience
from meetings.evidence.models import Evidence
from meetings.evidence.my_slots import slots_of
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.enums import GATHERING_STATES, MINUTES_NOT_SENT, MeetingState
from meetings.meeting.list_columns import with_list_columns
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the tasks of `user`: assigned data plan lines, what is handed in and waits for them to share it, and
    their own drafts.

    Three queries.
    """
    person = access.of(user)
    if not person.has(Right.ADD_EVIDENCE):
        return []
    return [*slots_of(user), *_waiting(user)]


def _counted(user: AnyUser) -> QuerySet[Evidence, tuple[int, int, int]]:
    """Of each meeting: its key, how much is handed in, and how much that and the own drafts are."""
    person = access.of(user)
    is_gathering = Q(meeting__state__in=GATHERING_STATES)
    is_not_sent = Q(meeting__minutes_page=None) | Q(meeting__minutes_page__state=MINUTES_NOT_SENT)
    handed_in = person.units_q(Right.SHARE_EVIDENCE, "unit") & Q(handed_in_at__isnull=False)
    handed_in &= is_gathering | (Q(meeting__state=MeetingState.HELD) & is_not_sent)
    own = person.units_q(Right.ADD_EVIDENCE, "unit") & Q(owner=user.pk, handed_in_at=None)
    own &= is_gathering  # after the meeting nobody is asked for more
    return (
        Evidence.objects.filter(with_visible_text(), handed_in | own, audience=Audience.UNIT)
        .order_by()
        .values("meeting")
        .annotate(handed_in=Count("handed_in_at"), every=Count("*"))
        .values_list("meeting", "handed_in", "every")
    )


_handed_in_or_own = VisibleRows(_counted)


def _waiting(user: AnyUser) -> list[MyTask]:
    rows = _handed_in_or_own.rows(user)
    counts = {meeting: (handed_in, every - handed_in) for meeting, handed_in, every in rows}
    if not counts:
        return []
    meetings = with_list_columns(MeetingPage.objects.filter(pk__in=counts)).order_by("unit__title")
    return [task for meeting in meetings for task in _tasks(meeting, *counts[meeting.pk])]


def _tasks(meeting: MeetingPage, handed_in: int, drafts: int) -> Iterator[MyTask]:
    """At most two: what is handed in, and the own drafts."""
    where = meeting_url_kwargs(meeting)
    detail = _("Dialogue meeting %(year)s") % {"year": meeting.cycle.school_year}
    due = timezone.localdate(meeting.starts_at) if meeting.starts_at else None
    if handed_in:
        title = ngettext(
            "%(count)s contribution from %(unit)s waits to be shared",
            "%(count)s contributions from %(unit)s wait to be shared",
            handed_in,
        )
        yield MyTask(
            title=title % {"count": handed_in, "unit": meeting.unit.title},
            action=_("Look it over and share it"),
            url=reverse("handed_in", kwargs=where),
            count=handed_in,
            detail=detail,
            due=due,
        )
    if drafts:
        title = ngettext("You have %(count)s draft in %(unit)s", "You have %(count)s drafts in %(unit)s", drafts)
        yield MyTask(
            title=title % {"count": drafts, "unit": meeting.unit.title},
            action=_("Look at the drafts"),
            url=reverse("evidence_new", kwargs=where) + "#kladder",
            count=drafts,
            detail=detail,
            due=due,
        )
