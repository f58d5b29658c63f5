"""The board of the year: every unit with its stage, the next step and its date. No ranking."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.text.danish_formats import date as danish_date
from foundation.text.danish_formats import days_away, moment
from meetings.agreements.models import Agreement
from meetings.board.danish_collation import danish_sort_key
from meetings.board.stages import BEFORE_THE_MEETING, TONES, Stage, stage_of
from meetings.cycle.models import Cycle
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.template.school_years import school_year_of
from meetings.units import access
from meetings.units.pages import AreaPage, UnitPage


@dataclass(frozen=True)
class UnitRow:
    """One unit in the year. `url` is that of the meeting, or of the unit if it has no meeting."""

    unit: UnitPage
    stage: Stage
    url: str
    next_step: str
    when: str

    @property
    def tone(self) -> str:
        return TONES.get(self.stage, "neutral")


@dataclass(frozen=True)
class Board:
    """`rows` are filtered; `counts` and `areas` cover the whole year, for links and choices."""

    years: list[str]
    school_year: str
    rows: list[UnitRow]
    total: int
    counts: list[dict[str, Any]]
    areas: list[AreaPage]


def board_of(user: AnyUser, *, today: date, school_year: str = "", area: str = "", stage: str = "") -> Board:
    """The units whose board `user` may see. An unknown year means the earliest one with unfinished meetings,
    otherwise the newest. Five queries, whatever the number of rows."""
    unfinished = _unfinished(user, today).filter(cycle=OuterRef("pk"))
    cycles = list(Cycle.objects.annotate(is_unfinished=Exists(unfinished)).order_by("-school_year"))
    leading = next((one for one in reversed(cycles) if one.is_unfinished), cycles[0] if cycles else None)
    cycle = next((one for one in cycles if one.school_year == school_year), leading)
    rows = _rows(user, cycle, today, with_all_units=cycle in (leading, *cycles[:1]))
    areas = sorted({row.unit.area for row in rows}, key=lambda one: danish_sort_key(one.title))
    in_area = [row for row in rows if not area or row.unit.area.slug == area]
    year = cycle.school_year if cycle else ""
    return Board(
        years=[one.school_year for one in cycles],
        school_year=year,
        rows=[row for row in in_area if not stage or row.stage == stage],
        total=len(in_area),
        counts=_counts(in_area, year=year if len(cycles) > 1 else "", area=area, chosen=stage),
        areas=areas,
    )


def _unfinished(user: AnyUser, today: date) -> QuerySet[MeetingPage]:
    """Meetings of this school year or later without approved minutes, and open ones of earlier years with a date
    ahead."""
    reach = UnitPage.objects.filter(access.of(user).units_q(Right.SEE_BOARD_OF_YEAR, ""))
    of_this_year = Q(cycle__school_year__gte=school_year_of(today))
    ahead = Q(state__in=OPEN_STATES, starts_at__date__gte=today)
    meetings = MeetingPage.objects.filter(of_this_year | ahead, unit__in=reach)
    return meetings.exclude(minutes_page__state=MinutesState.APPROVED)


def _rows(user: AnyUser, cycle: Cycle | None, today: date, *, with_all_units: bool) -> list[UnitRow]:
    """Units with a meeting in the year; with `with_all_units` (the newest year and the leading one) also active
    units without."""
    reach = access.of(user).units_q(Right.SEE_BOARD_OF_YEAR, "")
    meetings = {
        meeting.unit_id: meeting
        for meeting in MeetingPage.objects.filter(cycle=cycle, unit__in=UnitPage.objects.filter(reach)).defer("agenda")
    }
    minutes = dict(
        MinutesPage.objects.filter(meeting__in=[meeting.pk for meeting in meetings.values()]).values_list(
            "meeting", "state"
        )
    )
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
    units = UnitPage.objects.filter(reach).filter(wanted).select_related("area").defer("profile")
    rows = [_row(unit, meetings.get(unit.pk), minutes, due, today) for unit in units]
    return sorted(rows, key=lambda row: (danish_sort_key(row.unit.title), row.unit.pk))


def _row(
    unit: UnitPage, meeting: MeetingPage | None, minutes: dict[int, str], due: dict[int, date], today: date
) -> UnitRow:
    """`minutes` and `due` map a meeting to the state of its minutes and to the earliest date of its open agreements."""
    next_due = due.get(meeting.pk) if meeting else None
    stage = stage_of(meeting.state if meeting else None, minutes.get(meeting.pk) if meeting else None)
    place = f"/{unit.area.slug}/{unit.slug}/"
    return UnitRow(
        unit=unit,
        stage=stage,
        url=f"{place}{meeting.slug}/" if meeting else place,
        next_step=_next_step(stage, meeting, next_due, today),
        when=_when(stage, meeting, next_due, today),
    )


def _next_step(stage: Stage, meeting: MeetingPage | None, next_due: date | None, today: date) -> str:
    """What has to happen next, and by whom, in one short sentence."""
    if stage in BEFORE_THE_MEETING and meeting and meeting.starts_at and timezone.localdate(meeting.starts_at) < today:
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


def _when(stage: Stage, meeting: MeetingPage | None, next_due: date | None, today: date) -> str:
    """The relevant date as text; empty where there is none."""
    if meeting is None:
        return ""
    if stage in BEFORE_THE_MEETING and meeting.starts_at:
        return f"{moment(meeting.starts_at)} ({days_away(timezone.localdate(meeting.starts_at), today)})"
    if stage is Stage.NOT_CONVENED and meeting.starts_at:
        return _("Planned for %(day)s") % {"day": moment(meeting.starts_at)}
    if stage is Stage.APPROVED and next_due:
        return _("Nearest agreement: %(day)s") % {"day": f"{danish_date(next_due)} ({days_away(next_due, today)})"}
    if meeting.starts_at and stage not in {Stage.NOT_CONVENED, Stage.CANCELLED, Stage.CONVENED, Stage.PREPARING}:
        return _("Held on %(day)s") % {"day": danish_date(meeting.starts_at)}
    return ""


def _counts(rows: list[UnitRow], *, year: str, area: str, chosen: str) -> list[dict[str, Any]]:
    """Links "3 ikke indkaldt" and so on, one for each stage that occurs, in the order of the year."""
    found = Counter(row.stage for row in rows)
    kept = {name: value for name, value in (("skoleaar", year), ("omraade", area)) if value}
    return [
        {
            "words": f"{found[stage]} {str(stage.label).lower()}",
            "url": f"{reverse('board_of_year')}?{urlencode(kept | {'tilstand': stage.value})}",
            "is_current": stage == chosen,
        }
        for stage in Stage
        if found[stage]
    ]


def count_text(board: Board) -> str:
    """ "12 enheder" or "3 af 12 enheder"."""
    if len(board.rows) == board.total:
        return ngettext("%(count)s unit", "%(count)s units", board.total) % {"count": board.total}
    return _("%(count)s of %(total)s units") % {"count": len(board.rows), "total": board.total}
