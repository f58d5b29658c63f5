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
from meetings.live.models import LiveMeeting
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import UnitKey
from meetings.units.authentication import get_user_and_more, sessions_with_roles

_PLACE = {"area": "meeting__unit__area__slug", "unit": "meeting__unit__slug", "year": "meeting__slug"}
_COLUMNS = ("version", "block_id", "seconds", "extra_minutes", "running_since", "began_at", "ended_at", "evidence_id")


@dataclass(frozen=True)
class LiveState:
    """`version` changes with every act of the leader; `used` are the seconds that the present item has had,
    `extra` the minutes it got on top of its own."""

    version: int
    item: str
    evidence: int | None
    used: int
    extra: int
    runs: bool
    is_over: bool

    def as_json(self) -> dict[str, Any]:
        return {"version": self.version, "item": self.item, "evidence": self.evidence, "used": self.used,
                "extra": self.extra, "runs": self.runs, "over": self.is_over}  # fmt: skip


def live_state(request: HttpRequest, now: datetime, *, area: str, unit: str, year: int) -> LiveState | None:
    """Return the state of the meeting at the address, for the user of `request`, whose session need not be loaded.

    None when nobody is signed in, the user may not see the meeting, or it has not begun. The rule is that of
    `meetings.live.visibility`, decided here from the roles that the same query finds.
    """
    found = get_user_and_more(request, _sessions_with_meeting, area=area, unit=unit, year=str(year))
    row = found[1][0] if found else None
    if not found or not row or row["began_at"] is None or row["state"] not in CONVENED_STATES:
        return None
    if not access.of(found[0]).may(Right.SEE_MEETING, UnitKey(row["unit_id"], row["area_id"])):
        return None
    since = row["running_since"] and _moment(row["running_since"])
    return LiveState(
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
    columns = {name: name for name in _COLUMNS} | {"state": "meeting__state", "unit_id": "meeting__unit_id",
                                                   "area_id": "meeting__unit__area_id"}  # fmt: skip
    row = LiveMeeting.objects.filter(**at).values(row=JSONObject(**columns))
    sessions = sessions_with_roles()
    return sessions.annotate(live=Subquery(row)).values_list(*sessions._fields, "live")  # type: ignore[attr-defined]


_sessions_with_meeting = CompiledQuery(_with_meeting)


def _moment(text: str) -> datetime:
    """A moment as the database writes it in JSON: SQLite without a time zone, in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
