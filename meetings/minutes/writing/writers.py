"""What others saved in a draft since a page was shown: who writes where, and what stands there now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from accounts.roles import Right
from foundation.compiled_query import CompiledQuery, Parameter
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.sections import form_values
from meetings.units import access
from meetings.units.access import UnitKey
from meetings.units.authentication import get_user_and_more, sessions_with_roles

_PLACE = {"area": "unit__area__slug", "unit": "unit__slug", "year": "slug"}
_COLUMNS = {"version": "minutes_page__version", "state": "minutes_page__state", "meeting": "pk", "unit_id": "unit_id",
            "area_id": "unit__area_id"}  # fmt: skip


@dataclass(frozen=True)
class DraftState:
    """`version` changes with every save of any section, and is 0 before the minutes are begun; `user_id` asked."""

    version: int
    is_draft: bool
    meeting_id: int
    user_id: int


def draft_now(request: HttpRequest, *, area: str, unit: str, year: int) -> DraftState | None:
    """Return the minutes of the meeting at the address, if the user of `request` writes them; else None. One query.

    The session need not be loaded.
    """
    found = get_user_and_more(request, _sessions_with_minutes, area=area, unit=unit, year=str(year))
    row = found[1][0] if found else None
    if not found or not row:
        return None
    if not access.of(found[0]).may(Right.WRITE_MINUTES, UnitKey(row["unit_id"], row["area_id"])):
        return None
    is_draft = row["state"] in (None, MinutesState.DRAFT)
    return DraftState(row["version"] or 0, is_draft, row["meeting"], found[0].pk)


def saved_since(now: DraftState, expected_version: int, at: datetime) -> dict[str, dict[str, object]]:
    """Return what each section contains that was saved after `expected_version` of the minutes, with the name of its
    writer if that is somebody else, and how many seconds ago. One query."""
    rows = SectionVersion.objects.filter(meeting=now.meeting_id, minutes_version__gt=expected_version).order_by(
        "number"
    )
    columns = ("part", "row_id", "fingerprint", "content", "saved_by_id", "saved_by__name", "saved_at")
    return {
        f"{part}/{row_id}": {
            "base": mark,
            "values": form_values((part, row_id), content),
            "by": name if writer != now.user_id else "",
            "seconds": max(0, int((at - saved_at).total_seconds())),
        }
        for part, row_id, mark, content, writer, name, saved_at in rows.values_list(*columns)
    }


def _with_minutes() -> Any:
    at = {lookup: Parameter(name, CharField()) for name, lookup in _PLACE.items()}
    row = MeetingPage.objects.filter(**at).values(row=JSONObject(**_COLUMNS))
    sessions = sessions_with_roles()
    return sessions.annotate(minutes=Subquery(row)).values_list(*sessions._fields, "minutes")  # type: ignore[attr-defined]


_sessions_with_minutes = CompiledQuery(_with_minutes)
