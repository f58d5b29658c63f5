"""Context of the front page: an introduction for visitors, the user's tasks for everybody else."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.context_processors import municipality_of
from foundation.my_task import MyTask
from foundation.pages import page_context
from foundation.text.danish_formats import format_date
from home.news import latest_news
from home.pages import HomePage
from home.unit_years import years_of
from meetings.agreements import my_tasks as agreement_tasks
from meetings.articles import my_tasks as article_tasks
from meetings.convening import my_tasks as convening_tasks
from meetings.evidence import my_tasks as evidence_tasks
from meetings.evidence.objections import privacy_tasks
from meetings.first_day import my_tasks as first_day_tasks
from meetings.forum import my_tasks as forum_tasks
from meetings.insights.area_note import my_tasks as note_tasks
from meetings.meeting import my_tasks as meeting_tasks
from meetings.meeting.current_meetings import current_meetings_q
from meetings.meeting.enums import GATHERING_STATES
from meetings.meeting.list_columns import with_list_columns
from meetings.meeting.pages import MeetingPage
from meetings.minutes import my_tasks as minutes_tasks
from meetings.overview import my_tasks as overview_tasks
from meetings.questionnaires.waiting import task_to_answer
from meetings.support_requests import my_tasks as wish_tasks
from meetings.template import my_tasks as template_tasks
from meetings.units import access
from meetings.units.pages import AreaPage
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows

#: Modules with `tasks_for`, in the order of the year; tasks about others' work last. Ties in date keep this order.
TASK_SOURCES = [
    first_day_tasks, template_tasks, convening_tasks, meeting_tasks, evidence_tasks, privacy_tasks, minutes_tasks,
    wish_tasks, agreement_tasks, forum_tasks, note_tasks, article_tasks, overview_tasks,
]  # fmt: skip


@page_context("home.HomePage")
def front_page_context(page: HomePage, request: HttpRequest) -> dict[str, object]:
    """Return `next_task` and the other `tasks` (arguments of the component task_list), `years` (the units' years as
    steps), `news` (examples and articles), `greeting_name`."""
    user = request.user
    if not user.is_authenticated:
        return {"is_visitor": True}
    today = timezone.localdate()
    person = access.of(user)
    years = years_of(user, today)
    drafts = [minutes_tasks.task_to_read(url, year["title"]) for year in years for url in year["drafts"]]
    answers = [
        task_to_answer(row.url, row.answers_round, row.answers_by, row.unit_title)
        for year in years for row in year["to_answer"]
    ]  # fmt: skip
    tasks = in_order([*tasks_for(user, today), *drafts, *answers], today)
    gathers = gathering_urls(user, today)
    return {
        "is_visitor": False,
        "greeting_name": user.get_short_name(),
        "today": today,
        "next_task": _row(tasks[0], today) if tasks else None,
        "tasks": [_row(task, today) for task in tasks[1:]],
        "years": years,
        "news": latest_news(user, municipality_of(request).sections),
        "gathers": gathers,
        # For staff, adding evidence is what the page is for; leaders have other tasks first.
        "gathers_first": bool(gathers) and not person.has(Right.SHARE_EVIDENCE),
        "roles": _roles_of(user, today),
    }


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the user's tasks, in order."""
    return in_order([task for source in TASK_SOURCES for task in source.tasks_for(user, today)], today)


def in_order(tasks: list[MyTask], today: date) -> list[MyTask]:
    """Sort: first what was sent back (`comes_first`), then what blocks the year or others (`leads`), then the rest;
    each by date, undated ones last."""
    return sorted(tasks, key=lambda task: _place(task, today))


def _roles_of(user: AnyUser, today: date) -> list[dict[str, str]]:
    """The user's roles: `role` and `place` (empty for the whole municipality)."""
    held = access.of(user, today).standings
    of_areas = {role.area_id for role in held if role.area_id}
    areas = dict(AreaPage.objects.filter(pk__in=of_areas).values_list("pk", "title")) if of_areas else {}
    return [
        {"role": str(role.role.label), "place": role.unit_title or areas.get(role.area_id or 0, "")} for role in held
    ]


def _place(task: MyTask, today: date) -> tuple[bool, bool, bool, date]:
    return not task.comes_first, not task.leads, task.due is None, task.due or today


def _row(task: MyTask, today: date) -> dict[str, object]:
    """A MyTask as an argument of the component task_list."""
    late = task.due is not None and task.due < today
    when = ""
    if task.due is not None:
        message = _("The deadline was %(day)s") if late else _("By %(day)s")
        when = message % {"day": format_date(task.due)}
    return {
        "what": task.title,
        "url": task.url,
        "context": task.detail,
        "when": when,
        "late": late,
        "action": task.action,
    }


def gathering_urls(user: AnyUser, today: date) -> list[dict[str, str]]:
    """Return where the user adds evidence now: `unit`, `year` and `url` for each of the user's units, at its next
    meeting."""
    person = access.of(user)
    if not person.has(Right.ADD_EVIDENCE):
        return []
    nearest: dict[int, MeetingPage] = {}
    for meeting in _gathering.objects(user, today):
        nearest.setdefault(meeting.unit_id, meeting)
    return [
        {"unit": meeting.unit.title, "year": meeting.cycle.school_year,
         "url": reverse("evidence_new", kwargs=meeting_url_kwargs(meeting))}
        for meeting in nearest.values()
    ]  # fmt: skip


def _meetings_that_gather(user: AnyUser, today: date) -> QuerySet[MeetingPage]:
    own = access.of(user).units_q(Right.ADD_EVIDENCE, "unit")
    rows = access.visible_to(user, MeetingPage).filter(own, current_meetings_q(today), state__in=GATHERING_STATES)
    return with_list_columns(rows).order_by("cycle__school_year", "unit__title")


_gathering = VisibleRows(_meetings_that_gather)
