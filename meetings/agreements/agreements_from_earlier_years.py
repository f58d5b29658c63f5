"""Open agreements from earlier years."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import EarlierRow
from meetings.minutes.earlier_agreements_registry import register_earlier_agreements
from meetings.units.pages import UnitPage


def open_from_earlier_years(unit: UnitPage, before_cycle: Cycle) -> QuerySet[Agreement]:
    """Open agreements of `unit` made in years before `before_cycle`, nearest date first."""
    rows = Agreement.objects.open().filter(unit=unit).from_years_before(before_cycle.school_year)
    return rows.with_origin().order_by("due_on", "pk")


@register_earlier_agreements
def earlier_agreements_for_minutes(meeting: MeetingPage) -> list[EarlierRow]:
    """Open agreements from earlier years as rows for the minutes of `meeting`."""
    rows: Iterable[Any] = open_from_earlier_years(meeting.unit, meeting.cycle)
    return [EarlierRow(status=row.get_status_display(), school_year=row.school_year, **vars(row.facts)) for row in rows]
