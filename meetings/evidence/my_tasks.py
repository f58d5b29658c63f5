"""Tasks on the front page from the gathering of evidence."""

from datetime import date

from django.db.models import Count, Q
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
from meetings.meeting.enums import GATHERING_STATES
from meetings.meeting.list_columns import with_list_columns
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the tasks of `user`: assigned data plan lines; for leaders drafts waiting to be shared, for others their
    own drafts.

    Three queries.
    """
    person = access.of(user)
    if not person.has(Right.ADD_EVIDENCE):
        return []
    return [*slots_of(user), *_drafts(user, person)]


def _drafts(user: AnyUser, person: access.Access) -> list[MyTask]:
    leads = person.units_q(Right.SHARE_EVIDENCE, "unit")
    own = person.units_q(Right.ADD_EVIDENCE, "unit") & Q(owner=user)
    waiting = (
        Evidence.objects.filter(
            with_visible_text(), leads | own, audience=Audience.UNIT, meeting__state__in=GATHERING_STATES
        )
        .order_by()
        .values("meeting")
        .annotate(drafts=Count("pk"))
        .values_list("meeting", "drafts")
    )
    counts = dict(waiting)
    if not counts:
        return []
    meetings = with_list_columns(MeetingPage.objects.filter(pk__in=counts)).order_by("unit__title")
    return [_task(user, meeting, counts[meeting.pk]) for meeting in meetings]


def _task(user: AnyUser, meeting: MeetingPage, drafts: int) -> MyTask:
    shares = access.of(user).may(Right.SHARE_EVIDENCE, meeting.unit)
    names = {"count": drafts, "unit": meeting.unit.title}
    title = (
        ngettext(
            "%(count)s contribution from %(unit)s waits to be shared",
            "%(count)s contributions from %(unit)s wait to be shared",
            drafts,
        )
        if shares
        else ngettext("You have %(count)s draft in %(unit)s", "You have %(count)s drafts in %(unit)s", drafts)
    )
    return MyTask(
        title=title % names,
        action=_("Look at the drafts"),
        url=reverse("evidence_new", kwargs=meeting_url_kwargs(meeting)) + "#kladder",
        detail=_("Dialogue meeting %(year)s") % {"year": meeting.cycle.school_year},
        due=timezone.localdate(meeting.starts_at) if meeting.starts_at else None,
        count=drafts,
    )
