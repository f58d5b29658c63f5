"""Tasks about meetings: hold, prepare and read them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right, Role
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.meeting.current_meetings import current_meetings_q, start_of
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.list_columns import with_list_columns
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.template.enums import StepKind
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows

CONVENED_AHEAD = (MeetingState.INVITED, MeetingState.PREPARING)
OPEN_STEPS = Prefetch(
    "preparation_steps",
    PreparationStep.objects.filter(done_at=None).only("meeting", "title", "planned_on"),
    to_attr="open_steps",
)
READ_WITHIN = timedelta(days=21)


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return a user's tasks, with at most two queries for each kind.

    Leaders prepare and hold meetings, consultants have initial meetings, head of area and board read the agenda.
    """
    return [*_to_hold_and_prepare(user, today), *_initial_meetings(user, today), *_to_read(user, today)]


def _meetings(today: date) -> QuerySet[MeetingPage]:
    return with_list_columns(MeetingPage.objects.filter(current_meetings_q(today))).order_by("starts_at", "unit__title")


def _to_hold_and_prepare(user: AnyUser, today: date) -> Iterator[MyTask]:
    """Meetings whose day has come, and for the unit's leaders those ahead with open steps; consultants get the tasks of
    their initial meetings instead."""
    person = access.of(user)
    units = person.unit_ids(Right.PREPARE)
    if not units and not person.has(Right.HOLD):
        return
    meetings: list[Any] = _convened.objects(user, today)
    prefetch_related_objects(meetings, OPEN_STEPS)
    for meeting in meetings:
        if meeting.starts_at < _end_of(today):
            yield _hold(meeting)
    for meeting in meetings:
        if meeting.starts_at >= _end_of(today) and meeting.open_steps:
            yield _prepare(meeting)


def _come_or_ahead(user: AnyUser, today: date) -> QuerySet[MeetingPage]:
    person, tomorrow = access.of(user), _end_of(today)
    day_has_come = person.units_q(Right.HOLD) & Q(starts_at__lt=tomorrow)
    ahead = Q(unit__in=person.unit_ids(Right.PREPARE), starts_at__gte=tomorrow)
    return _meetings(today).filter(day_has_come | ahead, state__in=CONVENED_AHEAD)


_convened = VisibleRows(_come_or_ahead)


def _hold(meeting: MeetingPage) -> MyTask:
    return MyTask(
        title=_("Confirm that you have held the dialogue meeting"),
        action=_("The meeting is held"),
        url=reverse("hold_meeting", kwargs=meeting_url_kwargs(meeting)),
        detail=_name(meeting),
        due=_day(meeting),
        leads=True,
    )


def _prepare(meeting: MeetingPage) -> MyTask:
    dates = [step.planned_on for step in meeting.open_steps if step.planned_on]
    steps = ", ".join(step.title for step in meeting.open_steps)
    return MyTask(
        title=_("Prepare the dialogue meeting"),
        action=_("Go to the preparation"),
        url=_preparation(meeting),
        detail=_("%(meeting)s: %(steps)s") % {"meeting": _name(meeting), "steps": steps},
        due=min(dates) if dates else _day(meeting),
        leads=True,
    )


def _initial_meetings(user: AnyUser, today: date) -> Iterator[MyTask]:
    """Tasks of a consultant: one for each dated initial meeting, and a single one for all without a date."""
    person = access.of(user)
    if Role.CONSULTANT not in person.roles():
        return
    waiting = PreparationStep.objects.filter(
        current_meetings_q(today, "meeting__"),
        person.units_q(Right.PREPARE, "meeting__unit"),
        kind=StepKind.INITIAL,
        done_at=None,
        meeting__state__in=OPEN_STATES,
    ).select_related("meeting__unit", "meeting__cycle")
    steps = list(waiting.order_by("planned_on", "meeting__unit__title"))
    for step in steps:
        if step.planned_on:
            yield _dated(step, today)
    undated = _nearest_of_each_unit([step for step in steps if not step.planned_on])
    if undated:
        first = undated[0].meeting
        yield MyTask(
            title=ngettext(
                "Find a day for the initial meeting with %(unit)s",
                "Find days for the initial meetings with %(count)s units",
                len(undated),
            )
            % {"unit": first.unit.title, "count": len(undated)},
            action=_("Find a day"),
            url=_preparation(first) if len(undated) == 1 else reverse("preparations"),
            detail=", ".join(step.meeting.unit.title for step in undated[:6]) + ("…" if len(undated) > 6 else ""),
            count=len(undated),
        )


def _nearest_of_each_unit(steps: list[PreparationStep]) -> list[PreparationStep]:
    """Return one step for each unit, that of the earliest school year, sorted by the unit's title."""
    nearest: dict[int, PreparationStep] = {}
    for step in sorted(steps, key=lambda step: step.meeting.school_year):
        nearest.setdefault(step.meeting.unit_id, step)
    return sorted(nearest.values(), key=lambda step: step.meeting.unit.title)


def _dated(step: PreparationStep, today: date) -> MyTask:
    over = step.planned_on is not None and step.planned_on < today
    title = _("Write what you agreed with %(unit)s") if over else _("Initial meeting with %(unit)s")
    return MyTask(
        title=title % {"unit": step.meeting.unit.title},
        action=_("Go to the preparation"),
        url=_preparation(step.meeting),
        detail=step.title,
        due=step.planned_on,
    )


def _to_read(user: AnyUser, today: date) -> Iterator[MyTask]:
    person = access.of(user)
    if not person.roles() & {Role.HEAD_OF_AREA, Role.BOARD_REPRESENTATIVE}:
        return
    for meeting in _soon.objects(user, today):
        if person.roles_in(meeting.unit) & {Role.HEAD_OF_AREA, Role.BOARD_REPRESENTATIVE}:
            yield MyTask(
                title=_("Read the agenda of the dialogue meeting with %(unit)s") % {"unit": meeting.unit.title},
                action=_("Read the agenda"),
                url=meeting.url,
                detail=_("Room: %(room)s") % {"room": meeting.room},
                due=_day(meeting),
            )


def _ahead(user: AnyUser, today: date) -> QuerySet[MeetingPage]:
    rows: QuerySet[MeetingPage] = access.visible_to(user, MeetingPage, _meetings(today))
    begin, end = _end_of(today), _end_of(today + READ_WITHIN)
    return rows.filter(state__in=CONVENED_AHEAD, starts_at__gte=begin, starts_at__lt=end)


_soon = VisibleRows(_ahead)


def _name(meeting: MeetingPage) -> str:
    return f"{meeting.title} · {meeting.unit.title}"


def _preparation(meeting: MeetingPage) -> str:
    return reverse("preparation", kwargs=meeting_url_kwargs(meeting))


def _day(meeting: MeetingPage) -> date | None:
    return timezone.localdate(meeting.starts_at) if meeting.starts_at else None


def _end_of(day: date) -> datetime:
    """Return the midnight after `day`, local time."""
    return start_of(day + timedelta(days=1))
