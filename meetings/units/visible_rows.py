"""Queries for what a user may see, compiled to SQL once for all users with the same kinds of roles.

An access rule makes a filter from a person's roles. Two leaders of one unit each get the same SQL, with another unit's
key in it. Making it took longer than the database takes to answer.
"""

from collections.abc import Callable, Hashable
from datetime import date
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from django.db.models import BigAutoField, Count, Model, QuerySet, Value

from accounts.user import AnyUser, User
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.pages import BasePage
from meetings.units import access
from meetings.units.access import CurrentRole

R = TypeVar("R")
M = TypeVar("M", bound=Model)
#: Placeholders in a compiled query for the user's key, and for those of the units and areas of their roles: no row has
#: them.
USER, UNIT, AREA = -(10**9), -15 * 10**8, -2 * 10**9


class VisibleRows(Generic[R]):
    """The rows of `build(user, *given)`, a queryset from the access rules of `user`, with Parameters for other values.

    `given` are values by which the query is compiled anew, such as the day.
    `build` gets a placeholder user with the roles of the user. It must not run a query, nor depend on anything but the
    roles, their units and areas, the user's key and the day.
    """

    def __init__(self, build: "Callable[..., QuerySet[Any, R]]") -> None:
        self._build = build
        self._of_roles = lru_cache(maxsize=128)(self._compile)

    def objects(self, user: AnyUser, *given: Hashable, **values: object) -> list[R]:
        query, keys = self._of(user, given)
        return query.objects(keys, **values)

    def rows(self, user: AnyUser, *given: Hashable, **values: object) -> list[R]:
        """The rows of a `values_list` queryset."""
        query, keys = self._of(user, given)
        return query.rows(keys, **values)

    def count(self: "VisibleRows[tuple[int]]", user: AnyUser, *given: Hashable, **values: object) -> int:
        """How many, for a `build` that returns `counted(…)`."""
        return sum(number for (number,) in self.rows(user, *given, **values))

    def _of(self, user: AnyUser, given: tuple[Hashable, ...]) -> tuple[CompiledQuery[R], dict[int, int]]:
        person = access.of(user)
        keys = {USER: user.pk or 0}
        roles = tuple(_with_placeholders(standing, keys) for standing in person.standings)
        return self._of_roles(roles, person.today, given), keys

    def _compile(self, roles: tuple[CurrentRole, ...], today: date, given: tuple[Hashable, ...]) -> CompiledQuery[R]:
        """The query for everybody with these roles on the day."""

        def build() -> "QuerySet[Any, R]":
            user = User(pk=USER)
            access.set_roles(user, roles, today)
            return self._build(user, *given)

        return CompiledQuery(build)


def counted(rows: "QuerySet[M, Any]") -> "QuerySet[M, tuple[int]]":
    """Return a queryset with one row: the number of `rows`."""
    return rows.order_by().annotate(of_all=Value(1)).values("of_all").annotate(number=Count("*")).values_list("number")


def _with_placeholders(standing: CurrentRole, keys: dict[int, int]) -> CurrentRole:
    """The role with other keys, which are added to `keys`."""
    place = len(keys)
    unit, area = standing.unit_id, standing.area_id
    if unit is not None:
        keys[UNIT - place] = unit
    if area is not None:
        keys[AREA - place] = area
    return CurrentRole(
        standing.role,
        None if unit is None else UNIT - place,
        None if area is None else AREA - place,
        only=standing.only,
    )


def visible_page(user: AnyUser, model: type[BasePage], pk: int) -> BasePage | None:
    """Return the page as it is served, if `user` may see it (`settings.PAGE_ACCESS`)."""
    served: VisibleRows[BasePage] = _served(model)  # type: ignore[arg-type]  # a class is hashable
    return next(iter(served.objects(user, pk=pk)), None)


@cache
def _served(model: type[BasePage]) -> VisibleRows[BasePage]:
    key = Parameter("pk", BigAutoField())
    return VisibleRows(lambda user: model.to_serve(access.visible_to(user, model)).filter(pk=key).order_by())
