"""What the digest of a person says: of their own units and areas, as it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.my_task import MyTask
from foundation.text.danish_formats import format_date
from meetings.agreements import my_tasks as agreement_tasks
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.listing import own_side
from meetings.agreements.models import Agreement
from meetings.convening import my_tasks as convening_tasks
from meetings.evidence import my_tasks as evidence_tasks
from meetings.evidence.objections import privacy_tasks
from meetings.meeting import my_tasks as meeting_tasks
from meetings.meeting.current_meetings import start_of
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.pages import MeetingPage
from meetings.minutes import my_tasks as minutes_tasks
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.access import Access

#: Lines that a section shows; of the others it says how many they are.
MAX_LINES = 6
DIGEST_LOOKS_AHEAD = timedelta(weeks=4)
#: In the order of the year. Statuses of agreements, and wishes, are in the other sections.
_TASKS = (
    convening_tasks.tasks_for, meeting_tasks.tasks_for, evidence_tasks.tasks_for, privacy_tasks.tasks_for,
    minutes_tasks.tasks_for, agreement_tasks.tasks_about_talks,
)  # fmt: skip


@dataclass(frozen=True)
class DigestSection:
    """A heading with its first lines, and how many there are in all."""

    title: str
    lines: Sequence[str]
    count: int
    #: It lists what the person is to do.
    is_waiting: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def digest_of(user: User, today: date) -> list[DigestSection]:
    """Return the sections that say something. The number of queries does not grow with the units."""
    person = access.of(user, today)
    tasks = [task for tasks_for in _TASKS for task in tasks_for(user, today)]
    found = [
        _section(_("Waits for you"), [_task_line(task) for task in tasks], is_waiting=True),
        _section(_("Has passed its date"), _passed(user, person, today)),
        _section(_("Comes in the next four weeks"), _coming(person, today)),
        _section(_("Wishes without an answer"), _wishes(person)),
    ]
    return [section for section in found if section.lines]


def _section(title: str, lines: Iterable[str], *, is_waiting: bool = False) -> DigestSection:
    every = list(lines)
    return DigestSection(title, every[:MAX_LINES], len(every), is_waiting)


def _task_line(task: MyTask) -> str:
    return _line(task.title, task.detail, _("by %(day)s") % {"day": format_date(task.due)} if task.due else "")


def _passed(user: User, access: Access, today: date) -> list[str]:
    """Those of the person's own side first."""
    ours = Case(When(owner=own_side(user), then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Agreement.objects.overdue(today).filter(access.units_q(Right.FOLLOW_UP, "unit"))
    return [
        _agreement_line(row, _("the date was %(day)s")) for row in rows.with_origin().order_by(ours, "due_on", "pk")
    ]


def _coming(access: Access, today: date) -> list[str]:
    """Dates of agreements, dialogue meetings and follow-up talks, nearest first."""
    last = today + DIGEST_LOOKS_AHEAD
    agreements = Agreement.objects.open().filter(access.units_q(Right.FOLLOW_UP, "unit"), due_on__range=(today, last))
    meetings = MeetingPage.objects.filter(
        access.units_q(Right.SEE_PLANNED_MEETING, "unit"), state__in=OPEN_STATES,
        starts_at__range=(timezone.now(), start_of(last)),
    ).select_related("unit")  # fmt: skip
    talks = (
        FollowUpTalk.objects.open()
        .with_related()
        .filter(
            access.units_q(Right.FOLLOW_UP_TALK, "meeting__unit"),
            begins_at__isnull=False,
            planned_on__range=(today, last),
        )
    )
    found: list[tuple[date, str]] = [
        (row.due_on, _agreement_line(row, _("by %(day)s"))) for row in agreements.with_origin()
    ]
    for meeting in meetings.only("starts_at", "unit__title"):
        day = timezone.localdate(meeting.starts_at)
        found.append((day, _line(_("Dialogue meeting"), meeting.unit.title, format_date(day))))
    for talk in talks:
        line = _line(str(FollowUpTalk.title), talk.meeting.unit.title, format_date(talk.planned_on))
        found.append((cast(date, talk.planned_on), line))
    return [line for _day, line in sorted(found)]


def _wishes(access: Access) -> list[str]:
    unanswered = SupportRequest.objects.unanswered().filter(access.units_q(Right.SEE_WISHES, "meeting__unit"))
    rows: Iterable[SupportRequest] = unanswered.with_origin().order_by("answer_by", "pk")
    return [
        _line(_short(row.text), row.unit_title, _("to be answered by %(day)s") % {"day": format_date(row.answer_by)})
        for row in rows
    ]


def _agreement_line(row: Agreement, when: str) -> str:
    return _line(_short(row.text), row.unit_title, when % {"day": format_date(row.due_on)})


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(90)
