"""Tasks about minutes for the front page."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser, User
from foundation.my_task import MyTask
from foundation.text.danish_formats import format_date
from meetings.meeting.current_meetings import current_meetings_q
from meetings.meeting.enums import MeetingState
from meetings.meeting.list_columns import COLUMNS
from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.waiting_minutes import waiting_for
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_page_url, minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.waiting import asks_to_read, had_round, has_unanswered, round_runs
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.requirements import missing_in_minutes
from meetings.units import access
from meetings.units.access import Access
from meetings.units.visible_rows import VisibleRows

#: Minutes that are named on the front page; the others are behind one link.
MAX_MINUTES_NAMED = 5


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return minutes to write, correct, submit or approve."""
    person = access.of(user)
    tasks = []
    if person.has(Right.WRITE_MINUTES):
        tasks += _writing(user, person, today)
    if person.has(Right.APPROVE_MINUTES) or person.has(Right.READ_BEFORE_DECISION):
        tasks += _deciding(user, person)
    return tasks


def task_to_read(meeting_url: str, detail: str) -> MyTask:
    """Return the draft of the minutes, which the person may remark on.

    The unit's people have it from `home.unit_years`; heads of area are told by mail.
    """
    return MyTask(
        title=_("Read the draft of the minutes"),
        action=_("Read the draft"),
        url=f"{meeting_url}bemaerkninger/",
        detail=detail,
        leads=True,
    )


def _writing(user: AnyUser, access: Access, today: date) -> list[MyTask]:
    """One task for each meeting of the person's units. For the other units of an area: one for each draft that the
    person was asked to send, and one with the number of the rest that are current."""
    own_units = access.unit_ids(Right.WRITE_MINUTES)
    tasks, others = [], 0
    for meeting in _unwritten.objects(user, today):
        minutes = getattr(meeting, "minutes_page", None)
        mine = minutes is not None and minutes.sender_id == user.pk
        if meeting.reads and meeting.unit_id not in own_units:
            tasks.append(task_to_read(meeting.url, meeting.unit.title))
        if meeting.unit_id in own_units or mine:
            tasks += filter(None, [_of_one(meeting, minutes, access, is_mine=mine)])
        else:
            others += 1
    if others:
        title = ngettext("%(count)s meeting lacks its minutes", "%(count)s meetings lack their minutes", others)
        tasks.append(
            MyTask(title=title % {"count": others}, action=_("See which"), url=reverse("year_overview"), count=others)
        )
    return tasks


def _to_write(user: User, today: date) -> QuerySet[MeetingPage]:
    person, unwritten = access.of(user), Q(minutes_page=None) | Q(minutes_page__state=MinutesState.DRAFT)
    meetings: QuerySet[MeetingPage] = (
        MeetingPage.objects.filter(person.units_q(Right.WRITE_MINUTES, "unit"), unwritten, state=MeetingState.HELD)
        .select_related("unit", "cycle", "minutes_page")
        .only(*COLUMNS, "minutes_page__return_reason", "minutes_page__sender")
        .annotate(had_round=had_round(), round_runs=round_runs(today), has_unanswered=has_unanswered())
        .annotate(reads=asks_to_read(user.pk, today))
        .order_by("starts_at", "pk")
    )
    if not person.area_ids(Right.WRITE_MINUTES) and not person.everywhere(Right.WRITE_MINUTES):
        return meetings
    own = Q(unit__in=person.unit_ids(Right.WRITE_MINUTES))
    asked = MinutesPage.objects.filter(state=MinutesState.DRAFT, sender=user.pk)
    return meetings.filter(own | Q(pk__in=asked.values("meeting")) | current_meetings_q(today))


_unwritten = VisibleRows(_to_write)


def _of_one(meeting: MeetingPage, minutes: MinutesPage | None, access: Access, *, is_mine: bool) -> MyTask | None:
    """The next step with the minutes of a meeting from `_writing`; None while its participants read the draft."""
    unit, write = meeting.unit.title, minutes_url("minutes_write", meeting)
    if minutes is None:
        return MyTask(
            title=_("Write the minutes of the dialogue meeting"), action=_("Write"), url=write, detail=unit, leads=True
        )
    if minutes.return_reason:
        reason = Truncator(minutes.return_reason).chars(140)
        title = _("Correct the minutes: they were sent back")
        return MyTask(
            title=title, action=_("Correct"), url=write, detail=f"{unit}: »{reason}«", leads=True, comes_first=True
        )
    if meeting.has_unanswered:
        title, action = _("Answer the remarks on the draft"), _("See the remarks")
        return MyTask(title=title, action=action, url=minutes_url("minutes_remarks", meeting), detail=unit, leads=True)
    if meeting.round_runs:
        return None
    sends = access.may(Right.SUBMIT_MINUTES, meeting.unit) or is_mine
    if sends and _is_complete(minutes.pk):
        if not meeting.had_round:
            title, action = _("Send the draft to the participants"), _("Look it over")
            return MyTask(title=title, action=action, url=minutes_page_url(meeting), detail=unit, leads=True)
        title = _("Send the minutes for approval")
        return MyTask(title=title, action=_("Look it over"), url=minutes_page_url(meeting), detail=unit, leads=True)
    return MyTask(title=_("Finish the minutes"), action=_("Go on writing"), url=write, detail=unit, leads=True)


def _is_complete(minutes_id: int) -> bool:
    minutes = MinutesPage.objects.select_related("meeting__unit", "meeting__cycle").get(pk=minutes_id)
    return not missing_in_minutes(draft_content(minutes))


def _deciding(user: AnyUser, access: Access) -> list[MyTask]:
    """One task for each of the longest waiting, which leads straight to its text and buttons, and one for the rest."""
    waiting = _waiting.objects(user)
    tasks = [_to_decide(minutes, access) for minutes in waiting[:MAX_MINUTES_NAMED]]
    if len(waiting) > MAX_MINUTES_NAMED:
        tasks.append(
            MyTask(
                title=_("%(count)s minutes wait for you") % {"count": len(waiting)},
                action=_("See them"),
                url=reverse("minutes_waiting"),
                detail=_("the first one %(sent)s") % {"sent": _sent(waiting[0])},
                count=len(waiting),
                leads=True,
            )
        )
    return tasks


_waiting = VisibleRows(waiting_for)


def _to_decide(minutes: MinutesPage, access: Access) -> MyTask:
    meeting = minutes.meeting
    approves = access.may(Right.APPROVE_MINUTES, meeting.unit)
    return MyTask(
        title=_("Approve the minutes") if approves else _("Read the minutes before the decision"),
        action=_("Read and decide"),
        url=minutes_url("minutes_decide", meeting),
        detail=f"{meeting.unit.title} · {meeting.school_year} · {_sent(minutes)}",
        count=1,
        leads=True,
    )


def _sent(minutes: MinutesPage) -> str:
    """»sendt 9. november 2026«"""
    return _("sent %(day)s") % {"day": format_date(minutes.submitted_at)}
