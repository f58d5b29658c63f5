"""One question, one place: who may see this now, and who may do what.

Ask in one of three ways:

- `of(user)` gives the person's `Access`: `.may(Right.CONVENE, unit)`, `.has(Right.SEE_FORUM)`,
  `.units_q(Right.SEE_UNIT, "unit")` for filtering rows by unit;
- `visible_to(user, MeetingPage)` gives the rows of a model that the person may see;
- `may_see(user, thing)` tests one object with the very same rule.

Each slice declares the rule for its own models with `@rule("meetings.MeetingPage")`: a function from `Access` to a `Q`.
A model without a rule is seen by nobody. Anonymous visitors and inactive accounts have no rights at all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.roles import MATRIX, Right, Role
from accounts.user import AnyUser

NOBODY = Q(pk__in=[])
EVERYBODY = Q()

Rule = Callable[["Access"], Q]
_rules: dict[str, Rule] = {}


@dataclass(frozen=True)
class Standing:
    """One current membership, as far as access is concerned."""

    role: Role
    unit_id: int | None = None
    area_id: int | None = None

    @property
    def is_wide(self) -> bool:
        """For the whole municipality."""
        return self.unit_id is None and self.area_id is None

    def reaches(self, unit: Any) -> bool:
        """`unit` (a UnitPage) is the one, lies in the area, or the role is for the whole municipality."""
        if self.unit_id is not None:
            return self.unit_id == unit.pk
        return self.area_id is None or self.area_id == unit.area_id


@dataclass(frozen=True)
class Access:
    """What one person may do on one day. Made anew for each request; never stored."""

    user: Any
    today: date
    standings: tuple[Standing, ...] = field(default=())

    @property
    def is_somebody(self) -> bool:
        return bool(self.standings)

    def _holding(self, right: Right) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if right in MATRIX[standing.role])

    def roles(self) -> frozenset[Role]:
        return frozenset(standing.role for standing in self.standings)

    def roles_in(self, unit: Any) -> frozenset[Role]:
        """The person's roles that reach `unit` (a UnitPage), by unit or by area."""
        return frozenset(s.role for s in self.standings if not s.is_wide and s.reaches(unit))

    def capacity(self, unit_id: int | None, area_id: int | None) -> dict[str, Any]:
        """The one role in which the person looks at something of a unit, for the view log: `role` and `role_unit_id`.

        A role in that unit comes before one in its area, and that before one for the municipality; a leader who looks
        at another unit's example does so as leader of their own.
        """

        def distance(standing: Standing) -> int:
            if standing.unit_id is not None:
                return 0 if standing.unit_id == unit_id else 3
            return (1 if standing.area_id == area_id else 4) if standing.area_id is not None else 2

        nearest = min(self.standings, key=distance)
        return {"role": nearest.role.value, "role_unit_id": nearest.unit_id}

    def has(self, right: Right) -> bool:
        """The right is held somewhere."""
        return bool(self._holding(right))

    def everywhere(self, right: Right) -> bool:
        """The right is held for the whole municipality."""
        return any(s.is_wide for s in self._holding(right))

    def may(self, right: Right, unit: Any) -> bool:
        """The right is held for `unit` (a UnitPage)."""
        return any(s.reaches(unit) for s in self._holding(right))

    def unit_ids(self, right: Right) -> frozenset[int]:
        """Units where the right is held directly (not through an area)."""
        return frozenset(s.unit_id for s in self._holding(right) if s.unit_id is not None)

    def area_ids(self, right: Right) -> frozenset[int]:
        return frozenset(s.area_id for s in self._holding(right) if s.area_id is not None)

    def units_q(self, right: Right, unit: str = "unit") -> Q:
        """A filter on rows whose unit is reached by the right. `unit` is the lookup of the UnitPage; "" for units."""
        if self.everywhere(right):
            return EVERYBODY
        unit_ids, area_ids = self.unit_ids(right), self.area_ids(right)
        if not unit_ids and not area_ids:
            return NOBODY
        directly = Q(**{f"{unit}_id__in" if unit else "pk__in": unit_ids})
        by_area = Q(**{f"{unit}__area_id__in" if unit else "area_id__in": area_ids})
        return directly | by_area if unit_ids and area_ids else (directly if unit_ids else by_area)


def of(user: AnyUser, today: date | None = None) -> Access:
    """The access of `user` today; one query, kept on the user object, which lives as long as the request."""
    today = today or timezone.localdate()
    known = getattr(user, "_access", None)
    if known is not None and known.today == today:
        return known
    standings: tuple[Standing, ...] = ()
    if getattr(user, "is_authenticated", False) and user.is_active:
        membership = apps.get_model("meetings", "Membership")
        rows = membership.objects.current(today).of(user).values_list("role", "unit_id", "area_id")
        standings = tuple(Standing(Role(role), unit_id, area_id) for role, unit_id, area_id in rows)
    access = Access(user=user, today=today, standings=standings)
    setattr(user, "_access", access)  # noqa: B010 - the request's own cache, no field of the model
    return access


def of_each(user_ids: Iterable[int], today: date | None = None) -> dict[int, Access]:
    """The access of many people by their number, for one query. Who has no account that works has no rights."""
    today = today or timezone.localdate()
    membership = apps.get_model("meetings", "Membership")
    rows = membership.objects.current(today).filter(user_id__in=set(user_ids), user__is_active=True)
    standings: dict[int, list[Standing]] = {}
    for user_id, role, unit_id, area_id in rows.values_list("user_id", "role", "unit_id", "area_id"):
        standings.setdefault(user_id, []).append(Standing(Role(role), unit_id, area_id))
    return {user_id: Access(None, today, tuple(found)) for user_id, found in standings.items()}


def may_confirm_numbers(user: AnyUser) -> bool:
    """For `settings.MAY_CONFIRM_NUMBERS`: somebody who leads, wherever. Staff ask their leader."""
    return of(user).has(Right.CONFIRM_NO_CPR)


def forget(user: AnyUser) -> None:
    """After a change of memberships within a request."""
    if hasattr(user, "_access"):
        del user._access


def rule(label: str) -> Callable[[Rule], Rule]:
    """Declares who may see rows of the model `label` ("meetings.MeetingPage")."""

    def declare(function: Rule) -> Rule:
        _rules[label.lower()] = function
        return function

    return declare


def has_rule(model: type[models.Model]) -> bool:
    return model._meta.label_lower in _rules


def visible_to(user: AnyUser, model: type[models.Model], queryset: QuerySet[Any] | None = None) -> Any:
    """The rows of `model` (or of the given queryset of it) that `user` may see now, as its own kind of queryset."""
    rows = model._default_manager.all() if queryset is None else queryset
    declared = _rules.get(model._meta.label_lower)
    if declared is None:
        return rows.none()
    return rows.filter(declared(of(user)))


def may_see(user: AnyUser, thing: models.Model) -> bool:
    """The same rule, asked of one object."""
    if thing.pk is None:
        return False
    model = type(thing)
    return visible_to(user, model).filter(pk=thing.pk).exists()
