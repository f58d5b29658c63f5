"""Access control: who may see which objects, and who has which rights.

- `of(user)` returns the user's `Access`: `.may(Right.CONVENE, unit)`, `.has(Right.SEE_FORUM)`,
  `.units_q(Right.SEE_UNIT, "unit")` for filtering rows by unit;
- `visible_to(user, MeetingPage)` returns the rows of a model that the user may see;
- `may_see(user, thing)` applies the same rule to one object.

Each package declares the access rules of its models with `@rule("meetings.MeetingPage")`: a function from `Access` to a
`Q`. Nobody may see a model without a rule. Anonymous visitors and inactive accounts have no rights at all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, overload

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.roles import MATRIX, Right, Role
from accounts.user import AnyUser
from foundation.pages import url_of

if TYPE_CHECKING:
    from meetings.units.pages import AreaPage, UnitPage

M = TypeVar("M", bound=models.Model)
Rows = TypeVar("Rows", bound="QuerySet[Any]")

NO_ROWS = Q(pk__in=[])
ALL_ROWS = Q()

#: The columns of a membership that make a CurrentRole.
ROLE_COLUMNS = ("role", "unit_id", "area_id", "unit__title", "unit__url_path")

Rule = Callable[["Access"], Q]
_rules: dict[str, Rule] = {}


@dataclass(frozen=True)
class UnitKey:
    """The two columns of a unit that decide which roles reach it, where no UnitPage is loaded."""

    pk: int
    area_id: int


@dataclass(frozen=True)
class CurrentRole:
    """The role and scope of one current membership."""

    role: Role
    unit_id: int | None = None
    area_id: int | None = None
    #: Title and address of the unit, for the menu.
    unit_title: str = field(default="", compare=False)
    unit_url: str = field(default="", compare=False)
    #: The rights that are left of the role's while somebody else sees as it (see_as); None for one's own role.
    only: frozenset[Right] | None = None

    @classmethod
    def from_row(cls, row: tuple[str, int | None, int | None, str | None, str | None]) -> "CurrentRole":
        """From the values of ROLE_COLUMNS of a membership."""
        role, unit_id, area_id, title, url_path = row
        return cls(Role(role), unit_id, area_id, title or "", url_of(url_path) if url_path else "")

    @property
    def is_wide(self) -> bool:
        """Whether the role is for the whole municipality."""
        return self.unit_id is None and self.area_id is None

    @property
    def rights(self) -> frozenset[Right]:
        return MATRIX[self.role] if self.only is None else MATRIX[self.role] & self.only

    def reaches(self, unit: "UnitPage | UnitKey | AreaPage") -> bool:
        """Return whether the role covers `unit`: it is for that unit, for its area, or for the whole municipality."""
        if self.unit_id is not None:
            return self.unit_id == unit.pk
        return self.area_id is None or self.area_id == unit.area_id


@dataclass(frozen=True)
class Access:
    """The rights of one user on one day. Built for each request, never stored. `user` is None from `of_each`."""

    user: AnyUser | None
    today: date
    standings: tuple[CurrentRole, ...] = field(default=())
    #: The person's own, where `standings` is the role that they see as; else empty.
    own: tuple[CurrentRole, ...] = field(default=())

    @property
    def is_somebody(self) -> bool:
        return bool(self.standings)

    def _holding(self, right: Right) -> tuple[CurrentRole, ...]:
        return tuple(standing for standing in self.standings if right in standing.rights)

    def roles(self) -> frozenset[Role]:
        return frozenset(standing.role for standing in self.standings)

    def roles_in(self, unit: "UnitPage") -> frozenset[Role]:
        """Return the user's roles in `unit` or its area, without those for the whole municipality."""
        return frozenset(s.role for s in self.standings if not s.is_wide and s.reaches(unit))

    def capacity(self, unit_id: int | None, area_id: int | None) -> tuple[str, int | None]:
        """Return the role in which the user views something of a unit, and the role's unit, for the view log.

        A role in that unit has precedence over one in its area, and that over one for the municipality. A leader who
        views another unit's example does so as leader of their own.
        """

        def distance(standing: CurrentRole) -> int:
            if standing.unit_id is not None:
                return 0 if standing.unit_id == unit_id else 3
            return (1 if standing.area_id == area_id else 4) if standing.area_id is not None else 2

        nearest = min(self.own or self.standings, key=distance)
        return nearest.role.value, nearest.unit_id

    def has(self, right: Right) -> bool:
        """Return whether the right is held for any unit, area or the municipality."""
        return bool(self._holding(right))

    def everywhere(self, right: Right) -> bool:
        """Return whether the right is held for the whole municipality."""
        return any(s.is_wide for s in self._holding(right))

    def may(self, right: Right, unit: "UnitPage | UnitKey | AreaPage") -> bool:
        """Return whether the right is held for `unit`, or for a whole area."""
        return any(s.reaches(unit) for s in self._holding(right))

    def unit_ids(self, right: Right) -> frozenset[int]:
        """Return ids of units where the right is held directly, not through an area."""
        return frozenset(s.unit_id for s in self._holding(right) if s.unit_id is not None)

    def area_ids(self, right: Right) -> frozenset[int]:
        return frozenset(s.area_id for s in self._holding(right) if s.area_id is not None)

    def units_q(self, right: Right, unit: str = "unit") -> Q:
        """Return a filter on rows in whose unit the right is held. `unit` is the lookup of the UnitPage, or ""."""
        if self.everywhere(right):
            return ALL_ROWS
        unit_ids, area_ids = self.unit_ids(right), self.area_ids(right)
        if not unit_ids and not area_ids:
            return NO_ROWS
        directly = Q(**{f"{unit}_id__in" if unit else "pk__in": unit_ids})
        by_area = Q(**{f"{unit}__area_id__in" if unit else "area_id__in": area_ids})
        return directly | by_area if unit_ids and area_ids else (directly if unit_ids else by_area)


def of(user: AnyUser, today: date | None = None) -> Access:
    """Return the access of `user` today; one query, cached on the user object, which lives as long as the request."""
    today = today or timezone.localdate()
    known = getattr(user, "_access", None)
    if known is not None and known.today == today:
        return known
    standings: tuple[CurrentRole, ...] = ()
    if getattr(user, "is_authenticated", False) and user.is_active and not user.second_factor_missing:
        membership = apps.get_model("meetings", "Membership")
        rows = membership.objects.current(today).for_user(user).order_by("pk").values_list(*ROLE_COLUMNS)
        standings = tuple(CurrentRole.from_row(row) for row in rows)
    return set_roles(user, standings, today)


def set_roles(
    user: AnyUser, standings: tuple[CurrentRole, ...], today: date, own: tuple[CurrentRole, ...] = ()
) -> Access:
    """Give `user` the access of `standings` on the day, so that `of` needs no query. Return it."""
    access = Access(user=user, today=today, standings=standings, own=own)
    setattr(user, "_access", access)  # noqa: B010 - the request's own cache, no field of the model
    return access


def of_each(user_ids: Iterable[int], today: date | None = None) -> dict[int, Access]:
    """Return the access of many users by their id, with one query. Inactive accounts and those without a role are left
    out."""
    today = today or timezone.localdate()
    membership = apps.get_model("meetings", "Membership")
    rows = membership.objects.current(today).filter(user_id__in=set(user_ids), user__is_active=True)
    standings: dict[int, list[CurrentRole]] = {}
    for user_id, role, unit_id, area_id in rows.values_list("user_id", "role", "unit_id", "area_id"):
        standings.setdefault(user_id, []).append(CurrentRole(Role(role), unit_id, area_id))
    return {user_id: Access(None, today, tuple(found)) for user_id, found in standings.items()}


def may_confirm_numbers(user: AnyUser) -> bool:
    """Return whether a user may confirm that a number is no CPR number (`settings.MAY_CONFIRM_NUMBERS`): leaders
    may."""
    return of(user).has(Right.CONFIRM_NO_CPR)


def clear_cached_access(user: AnyUser) -> None:
    """Drop the cached access, after a change of memberships within a request."""
    if hasattr(user, "_access"):
        del user._access


def rule(label: str) -> Callable[[Rule], Rule]:
    """Declare, as a decorator, the access rule of the model `label` ("meetings.MeetingPage")."""

    def declare(function: Rule) -> Rule:
        _rules[label.lower()] = function
        return function

    return declare


@overload
def visible_to(user: AnyUser, model: type[M], queryset: None = None) -> QuerySet[M]: ...
@overload
def visible_to(user: AnyUser, model: type[models.Model], queryset: Rows) -> Rows: ...
def visible_to(
    user: AnyUser, model: type[models.Model], queryset: QuerySet[models.Model] | None = None
) -> QuerySet[models.Model]:
    """Return the rows of `model`, or of its `queryset`, that `user` may see now; keeps the class of the queryset."""
    rows = model._default_manager.all() if queryset is None else queryset
    declared = _rules.get(model._meta.label_lower)
    if declared is None:
        return rows.none()
    return rows.filter(declared(of(user)))


def may_see(user: AnyUser, thing: models.Model) -> bool:
    """Return whether `user` may see one object, by the same rule; False for unsaved ones."""
    if thing.pk is None:
        return False
    model = type(thing)
    return visible_to(user, model).filter(pk=thing.pk).exists()
