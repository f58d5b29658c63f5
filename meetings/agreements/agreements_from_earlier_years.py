"""Open agreements from earlier years."""

from datetime import date
from typing import NamedTuple

from django.db.models import BigAutoField, CharField

from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.translation.in_danish import in_danish
from meetings.agreements.models import Agreement, AgreementQuerySet
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import EarlierRow
from meetings.minutes.earlier_agreements_registry import register_earlier_agreements
from meetings.units import access
from meetings.units.visible_rows import VisibleRows


class OpenAgreement(NamedTuple):
    """An open agreement as pages of a later year list it; `owner` and `status` are values of their enumerations."""

    pk: int
    text: str
    owner: str
    status: str
    due_on: date


def open_from_earlier_years(meeting: MeetingPage, user: AnyUser) -> list[OpenAgreement]:
    """Open agreements of the unit made in years before that of `meeting` that `user` may see, nearest date first."""
    return [OpenAgreement(*row) for row in _visible.rows(user, unit=meeting.unit_id, before=meeting.cycle.school_year)]


def _open_before() -> AgreementQuerySet:
    rows: AgreementQuerySet = Agreement.objects.open().filter(unit=Parameter("unit", BigAutoField()))
    return rows.from_years_before(Parameter("before", CharField())).order_by("due_on", "pk")


_open = CompiledQuery(lambda: _open_before().with_origin())
_visible = VisibleRows(
    lambda user: access.visible_to(user, Agreement, _open_before()).values_list(*OpenAgreement._fields)
)


@register_earlier_agreements
@in_danish()
def earlier_agreements_for_minutes(meeting: MeetingPage) -> list[EarlierRow]:
    """Open agreements from earlier years as rows for the minutes of `meeting`, with Danish labels."""
    rows = _open.objects(unit=meeting.unit_id, before=meeting.cycle.school_year)
    return [EarlierRow(status=row.get_status_display(), school_year=row.school_year, **vars(row.facts)) for row in rows]
