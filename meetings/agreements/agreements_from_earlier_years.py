"""Open agreements from earlier years."""

from django.db.models import BigAutoField, CharField, QuerySet

from foundation.compiled_query import CompiledQuery, Parameter
from foundation.translation.in_danish import in_danish
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import EarlierRow
from meetings.minutes.earlier_agreements_registry import register_earlier_agreements
from meetings.units.pages import UnitPage


def open_from_earlier_years(unit: UnitPage, before_cycle: Cycle) -> QuerySet[Agreement]:
    """Open agreements of `unit` made in years before `before_cycle`, nearest date first."""
    return _open_before(unit, before_cycle.school_year)


def _open_before(unit: UnitPage | Parameter, school_year: str | Parameter) -> QuerySet[Agreement]:
    rows = Agreement.objects.open().filter(unit=unit).from_years_before(school_year)
    return rows.with_origin().order_by("due_on", "pk")


_open = CompiledQuery(lambda: _open_before(Parameter("unit", BigAutoField()), Parameter("before", CharField())))


@register_earlier_agreements
@in_danish()
def earlier_agreements_for_minutes(meeting: MeetingPage) -> list[EarlierRow]:
    """Open agreements from earlier years as rows for the minutes of `meeting`, with Danish labels."""
    rows = _open.objects(unit=meeting.unit_id, before=meeting.cycle.school_year)
    return [EarlierRow(status=row.get_status_display(), school_year=row.school_year, **vars(row.facts)) for row in rows]
