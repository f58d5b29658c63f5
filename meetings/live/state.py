"""The state of a running meeting for pages that follow it: asked every second or two, so it takes one query."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from accounts.roles import Right
from foundation.compiled_query import CompiledQuery, Parameter
from meetings.meeting.enums import CONVENED_STATES
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.access import UnitKey
from meetings.units.authentication import get_user_and_more, sessions_with_roles

_PLACE = {"area": "unit__area__slug", "unit": "unit__slug", "year": "slug"}
_COLUMNS = ("version", "block_id", "seconds", "extra_minutes", "running_since", "began_at", "ended_at", "evidence_id")


@dataclass(frozen=True)
class LiveState:
    """`version` changes with every act of the chair; `used` are the seconds that the present item has had,
    `extra` the minutes it got on top of its own."""

    version: int
    item: str
    evidence: int | None
    used: int
    extra: int
    runs: bool
    is_over: bool

    def as_json(self) -> dict[str, object]:
        return {"version": self.version, "item": self.item, "evidence": self.evidence, "used": self.used,
                "extra": self.extra, "runs": self.runs, "over": self.is_over}  # fmt: skip


def live_state(
    request: HttpRequest, now: datetime, *, area: str, unit: str, year: int
) -> tuple[bool, LiveState | None]:
    """Return whether the user of `request` may see the meeting at the address, and its state once it has begun.

    The session need not be loaded. The rule is that of `meetings.meeting.visibility`, decided here from the roles that
    the same query finds.
    """
    found = get_user_and_more(request, _sessions_with_meeting, area=area, unit=unit, year=str(year))
    row = found[1][0] if found else None
    if not found or not row:
        return False, None
    person, place = access.of(found[0]), UnitKey(row["unit_id"], row["area_id"])
    is_convened = row["state"] in CONVENED_STATES
    if not person.may(Right.SEE_PLANNED_MEETING, place) and not (is_convened and person.may(Right.SEE_MEETING, place)):
        return False, None
    if row["began_at"] is None or not is_convened:
        return True, None
    since = row["running_since"] and _moment(row["running_since"])
    return True, LiveState(
        version=row["version"],
        item=str(UUID(row["block_id"])),  # SQLite has it without hyphens
        evidence=row["evidence_id"],
        used=row["seconds"] + (max(0, int((now - since).total_seconds())) if since else 0),
        extra=row["extra_minutes"],
        runs=since is not None,
        is_over=row["ended_at"] is not None,
    )


def _with_meeting() -> "QuerySet[Any]":
    at = {lookup: Parameter(name, CharField()) for name, lookup in _PLACE.items()}
    columns = {name: f"live_meeting__{name}" for name in _COLUMNS}
    of_meeting = {"state": "state", "unit_id": "unit_id", "area_id": "unit__area_id"}
    row = MeetingPage.objects.filter(**at).values(row=JSONObject(**columns, **of_meeting))
    sessions = sessions_with_roles()
    return sessions.annotate(live=Subquery(row)).values_list(*sessions._fields, "live")  # type: ignore[attr-defined]


_sessions_with_meeting = CompiledQuery(_with_meeting)


def _moment(text: str) -> datetime:
    """A moment as the database writes it in JSON: SQLite without a time zone, in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
