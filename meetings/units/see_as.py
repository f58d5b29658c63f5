"""See a unit's pages as another of its roles sees them ("Se som"): read only, and never more than one's own rights.

What is seen as whom is in the session, so it ends with it. Each request asks anew whether the person still manages the
people of the unit; the rights are those that both the shown role and the person have there (decision 0045).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.roles import MATRIX, SCOPE, Right, Role, Scope
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.access import CurrentRole

if TYPE_CHECKING:
    from meetings.units.pages import UnitPage

KEY = "see_as"
LASTS = timedelta(minutes=30)
#: What a unit's pages can be seen as: the roles of the unit, and those of its area.
ROLES = tuple(role for role in Role if SCOPE[role] in (Scope.UNIT, Scope.AREA))


@dataclass(frozen=True)
class SeenAs:
    role: Role
    unit_id: int
    until: datetime

    @classmethod
    def in_session(cls, session: Mapping[str, Any], now: datetime) -> "SeenAs | None":
        """What the session says, unless its time is over."""
        stored = session.get(KEY)
        if not stored:
            return None
        seen = cls(Role(stored["role"]), stored["unit"], datetime.fromisoformat(stored["until"]))
        return seen if now < seen.until else None


def narrowed(standings: tuple[CurrentRole, ...], seen: SeenAs) -> tuple[CurrentRole, ...]:
    """The one role that the person has while seeing as another: nothing, if they no longer manage the unit's people."""
    own = [one for one in standings if one.unit_id == seen.unit_id]
    if not any(Right.MANAGE_UNIT_PEOPLE in MATRIX[one.role] for one in own):
        return ()
    rights = frozenset[Right]().union(*(MATRIX[one.role] for one in own)) & MATRIX[seen.role]
    return (CurrentRole(seen.role, seen.unit_id, None, own[0].unit_title, own[0].unit_url, rights),)


def apply_to(user: Any, session: Mapping[str, Any], now: datetime) -> None:
    """Narrow the access of `user` for this request, if the session says so; `user.seen_as` is the SeenAs then."""
    user.seen_as = SeenAs.in_session(session, now)
    if user.seen_as is not None:
        own = access.of(user)
        access.set_roles(user, narrowed(own.standings, user.seen_as), own.today, own=own.standings)


def begin(*, unit: "UnitPage", role: Role, by: User, now: datetime) -> dict[str, str | int]:
    """Note in the log that `by` sees the unit as `role`, and return what the session holds. Raises NotAllowed."""
    if role not in ROLES or not access.of(by).may(Right.MANAGE_UNIT_PEOPLE, unit):
        raise NotAllowed(_("Only the agreement holder sees the unit as others do."))
    audit.record("unit.seen_as", unit, by=by, unit_id=unit.pk, role=role.value)
    return {"role": role.value, "unit": unit.pk, "until": (now + LASTS).isoformat()}
