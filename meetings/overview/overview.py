"""The overview of the year: every unit with its stage, the next step and its date. No ranking."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import BigAutoField, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from foundation.pages import url_of
from foundation.text.danish_formats import days_away, format_date, moment
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.meeting.current_meetings import in_this_year_or, start_of
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.overview.stages import BEFORE_THE_MEETING, TONES, Stage, stage_of
from meetings.units import access
from meetings.units.danish_collation import danish_sort_key
from meetings.units.pages import UnitPage
from meetings.units.visible_rows import VisibleRows, counted


@dataclass(frozen=True)
class UnitRow:
    """One unit in the year. `url` is that of the meeting, or of the unit if it has no meeting; `next_due` is the
    earliest date of the meeting's open agreements."""

    title: str
    area: "AreaRow"
    url: str
    stage: Stage
    starts_at: datetime | None
    next_due: date | None
    today: date

    @property
    def tone(self) -> str:
        return TONES.get(self.stage, "neutral")

    @property
    def next_step(self) -> str:
        return _next_step(self.stage, self.starts_at, self.next_due, self.today)

    @property
    def when(self) -> str:
        return _when(self.stage, self.starts_at, self.next_due, self.today)


class AreaRow(NamedTuple):
    title: str
    slug: str


@dataclass(frozen=True)
class YearOverview:
    """`rows` are filtered; `counts` and `areas` cover the whole year, for links and choices."""

    years: list[str]
    school_year: str
    rows: list[UnitRow]
    total: int
    counts: list[dict[str, object]]
    areas: list[AreaRow]


class _Meeting(NamedTuple):
    pk: int
    url_path: str
    state: str
    starts_at: datetime | None
    minutes_state: str | None


def overview_for(user: AnyUser, *, today: date, school_year: str = "", area: str = "", stage: str = "") -> YearOverview:
    """Return the units whose overview `user` may see. An unknown year means the leading one. Four queries, whatever the
    number of rows."""
    cycles = _cycles(user, today)
    leading = _leading(cycles)
    cycle = next((one for one in cycles if one.school_year == school_year), leading)
    rows = _rows(user, cycle, today, with_all_units=cycle in (leading, *cycles[:1]))
    in_area = [row for row in rows if not area or row.area.slug == area]
    year = cycle.school_year if cycle else ""
    return YearOverview(
        years=[one.school_year for one in cycles],
        school_year=year,
        rows=[row for row in in_area if not stage or row.stage == stage],
        total=len(in_area),
        counts=_counts(in_area, year=year if len(cycles) > 1 else "", area=area, chosen=stage),
        areas=sorted({row.area for row in rows}, key=lambda one: danish_sort_key(one.title)),
    )


def not_convened(user: AnyUser, today: date) -> tuple[int, str]:
    """Return how many units of the leading year have not convened their meeting, and that school year ("" without
    one)."""
    cycle = _leading(_cycles(user, today))
    if cycle is None:
        return 0, ""
    return _planned.count(user, cycle=cycle.pk), cycle.school_year


def _to_convene(user: AnyUser) -> QuerySet[MeetingPage, tuple[int]]:
    cycle = Parameter("cycle", BigAutoField())
    return counted(MeetingPage.objects.filter(cycle=cycle, unit__in=_reach(user), state=MeetingState.PLANNED))


_planned = VisibleRows(_to_convene)


def _reach(user: AnyUser) -> QuerySet[UnitPage]:
    return UnitPage.objects.filter(access.of(user).units_q(Right.SEE_YEAR_OVERVIEW, ""))


def _cycles(user: AnyUser, today: date) -> list[Cycle]:
    """All years, newest first, each with `is_unfinished`."""
    return _years.objects(user, today)


def _with_unfinished(user: AnyUser, today: date) -> QuerySet[Cycle]:
    unfinished = Q(pk__in=_unfinished(user, today).values("cycle"))
    return Cycle.objects.annotate(is_unfinished=unfinished).order_by("-school_year")


_years = VisibleRows(_with_unfinished)


def _leading(cycles: list[Cycle]) -> Cycle | None:
    """The earliest year with unfinished meetings, otherwise the newest."""
    return next((one for one in reversed(cycles) if vars(one)["is_unfinished"]), cycles[0] if cycles else None)


def _unfinished(user: AnyUser, today: date) -> QuerySet[MeetingPage]:
    """Meetings of this school year or later without approved minutes, and open ones of earlier years with a date
    ahead."""
    ahead = Q(state__in=OPEN_STATES, starts_at__gte=start_of(today))
    meetings = MeetingPage.objects.filter(in_this_year_or(ahead, today), unit__in=_reach(user)).order_by()
    return meetings.exclude(minutes_page__state=MinutesState.APPROVED)


def _rows(user: AnyUser, cycle: Cycle | None, today: date, *, with_all_units: bool) -> list[UnitRow]:
    """Units with a meeting in the year; with `with_all_units` (the newest year and the leading one) also active
    units without."""
    meetings = {
        unit: _Meeting(*facts)
        for unit, *facts in MeetingPage.objects.filter(cycle=cycle, unit__in=_reach(user)).values_list(
            "unit", "pk", "url_path", "state", "starts_at", "minutes_page__state"
        )
    }
    due = dict(
        Agreement.objects.open()
        .filter(minutes__meeting__in=[meeting.pk for meeting in meetings.values()])
        .order_by()
        .values_list("minutes__meeting")
        .annotate(Min("due_on"))
    )
    wanted = Q(pk__in=meetings)
    if with_all_units or cycle is None:
        wanted |= Q(closed_on=None) | Q(closed_on__gt=today)
    units = _reach(user).filter(wanted).values_list("pk", "title", "url_path", "area__title", "area__slug")
    rows = [_row(meetings.get(pk), title, url_path, AreaRow(*area), due, today) for pk, title, url_path, *area in units]
    return sorted(rows, key=lambda row: (danish_sort_key(row.title), row.url))


def _row(
    meeting: _Meeting | None, title: str, url_path: str, area: AreaRow, due: dict[int, date], today: date
) -> UnitRow:
    """`due` maps a meeting to the earliest date of its open agreements."""
    if meeting is None:
        return UnitRow(title, area, url_of(url_path), Stage.NO_MEETING, None, None, today)
    stage = stage_of(meeting.state, meeting.minutes_state)
    return UnitRow(title, area, url_of(meeting.url_path), stage, meeting.starts_at, due.get(meeting.pk), today)


def _next_step(stage: Stage, starts_at: datetime | None, next_due: date | None, today: date) -> str:
    """What has to happen next, and by whom, in one short sentence."""
    if stage in BEFORE_THE_MEETING and starts_at and timezone.localdate(starts_at) < today:
        return _("Say that the meeting was held")
    if stage is Stage.APPROVED and next_due is None:
        return _("Nothing: no open agreements")
    steps = {
        Stage.NO_MEETING: _("The central editor starts the year"),
        Stage.NOT_CONVENED: _("The unit convenes"),
        Stage.CONVENED: _("The unit gathers for the meeting"),
        Stage.PREPARING: _("Dialogue meeting"),
        Stage.HELD: _("Write the minutes"),
        Stage.MINUTES_WRITTEN: _("Submit the minutes for approval"),
        Stage.MINUTES_SUBMITTED: _("Approve the minutes"),
        Stage.APPROVED: _("Follow up on the agreements"),
        Stage.CANCELLED: _("Find a new date"),
    }
    return steps[stage]


def _when(stage: Stage, starts_at: datetime | None, next_due: date | None, today: date) -> str:
    """The relevant date as text; empty where there is none."""
    if stage in BEFORE_THE_MEETING and starts_at:
        return f"{moment(starts_at)} ({days_away(timezone.localdate(starts_at), today)})"
    if stage is Stage.NOT_CONVENED and starts_at:
        return _("Planned for %(day)s") % {"day": moment(starts_at)}
    if stage is Stage.APPROVED and next_due:
        return _("Nearest agreement: %(day)s") % {"day": f"{format_date(next_due)} ({days_away(next_due, today)})"}
    if starts_at and stage not in {Stage.NOT_CONVENED, Stage.CANCELLED, Stage.CONVENED, Stage.PREPARING}:
        return _("Held on %(day)s") % {"day": format_date(starts_at)}
    return ""


def _counts(rows: list[UnitRow], *, year: str, area: str, chosen: str) -> list[dict[str, object]]:
    """Links "3 ikke indkaldt" and so on, one for each stage that occurs, in the order of the year."""
    found = Counter(row.stage for row in rows)
    kept = {name: value for name, value in (("skoleaar", year), ("omraade", area)) if value}
    return [
        {
            "label": f"{found[stage]} {str(stage.label).lower()}",
            "url": f"{reverse('year_overview')}?{urlencode(kept | {'tilstand': stage.value})}",
            "is_current": stage == chosen,
        }
        for stage in Stage
        if found[stage]
    ]


def count_text(overview: YearOverview) -> str:
    """Return "12 enheder" or "3 af 12 enheder"."""
    if len(overview.rows) == overview.total:
        return ngettext("%(count)s unit", "%(count)s units", overview.total) % {"count": overview.total}
    return _("%(count)s of %(total)s units") % {"count": len(overview.rows), "total": overview.total}
