"""See a unit's pages as one of its roles sees them ("Se som"): read only, and never more than one's own rights.

What is seen as whom is in the session, so it ends with it. Each request asks anew whether the person still manages the
people of the unit, or everybody's; the rights are those that both the shown role and the person have there (decision
0045).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import MATRIX, SCOPE, Right, Role, Scope
from accounts.session import SessionData
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.access import Access, CurrentRole, UnitKey

if TYPE_CHECKING:
    from meetings.units.pages import UnitPage

SESSION_KEY = "seen_as"
SEE_AS_LASTS = timedelta(hours=1)
#: What a unit's pages can be seen as: the roles of the unit, and those of its area.
ROLES = tuple(role for role in Role if SCOPE[role] in (Scope.UNIT, Scope.AREA))


@dataclass(frozen=True)
class RolePreview:
    role: Role
    unit: UnitKey
    title: str
    url: str
    until: datetime
    #: The person may not see the unit's page themselves.
    withheld: bool = False

    @property
    def role_preview_url(self) -> str:
        """The page that says which menu, pages and buttons the role has (home/role_preview.py)."""
        return reverse("role_preview_page", args=self.url.strip("/").split("/"))

    @classmethod
    def in_session(cls, session: SessionData, now: datetime) -> "RolePreview | None":
        """What the session says, unless its time is over."""
        stored = session.get(SESSION_KEY)
        if not stored:
            return None
        until = datetime.fromisoformat(stored["until"])
        unit = UnitKey(stored["unit"], stored["area"])
        return cls(Role(stored["role"]), unit, stored["title"], stored["url"], until) if now < until else None


def may_see_as(own: Access, unit: "UnitPage | UnitKey") -> bool:
    """Return whether the user may: the agreement holder of the unit, and administrators."""
    return own.may(Right.MANAGE_UNIT_PEOPLE, unit) or own.everywhere(Right.MANAGE_ALL_PEOPLE)


def narrowed(own: Access, seen: RolePreview) -> tuple[CurrentRole, ...]:
    """Return the one role that the person has while seeing as another; none, if they may not any more."""
    if not may_see_as(own, seen.unit):
        return ()
    rights = frozenset[Right]().union(*(one.rights for one in own.standings if one.reaches(seen.unit)))
    return (CurrentRole(seen.role, seen.unit.pk, None, seen.title, seen.url, rights & MATRIX[seen.role]),)


def apply_to(user: User, session: SessionData, now: datetime) -> None:
    """Narrow the access of `user` for this request, if the session says so; `user.seen_as` is the RolePreview then."""
    user.seen_as = RolePreview.in_session(session, now)
    if user.seen_as is not None:
        own = access.of(user)
        user.seen_as = replace(user.seen_as, withheld=not own.may(Right.SEE_UNIT, user.seen_as.unit))
        access.set_roles(user, narrowed(own, user.seen_as), own.today, own=own.standings)


def begin_preview(*, unit: "UnitPage", role: Role, by: User, now: datetime) -> dict[str, str | int]:
    """Note in the log that `by` sees the unit as `role`, and return what the session holds. Raises NotAllowed."""
    if role not in ROLES or not may_see_as(access.of(by), unit):
        raise NotAllowed(_("Only the agreement holder and administrators see the unit as others do."))
    until = (now + SEE_AS_LASTS).isoformat()
    audit.record("unit.seen_as", unit, by=by, unit_id=unit.pk, role=role.value, until=until)
    return {
        "role": role.value, "unit": unit.pk, "area": unit.area_id, "title": unit.title, "url": unit.url, "until": until,
    }  # fmt: skip


def end_preview(session: SessionBase, *, by: User) -> bool:
    """End the preview of a role and record it in the log. Return whether there was one."""
    stored = session.pop(SESSION_KEY, None)
    if stored:
        unit = apps.get_model("meetings", "UnitPage")(pk=stored["unit"])
        audit.record("unit.seen_as_ended", unit, by=by, unit_id=unit.pk, role=stored["role"])
    return bool(stored)
