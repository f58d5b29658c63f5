"""Querysets of units and memberships."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from accounts.user import AnyUser
from foundation.compiled_query import Parameter

if TYPE_CHECKING:
    from meetings.units.membership import Membership  # noqa: F401 — for the type of rows

    pass


class UnitQuerySet(PageQuerySet):
    def active_on(self, today: date) -> "UnitQuerySet":
        """Return units that are not closed on the day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=today))

    def in_order(self) -> "UnitQuerySet":
        return self.order_by("area__title", "title")


UnitManager = PageManager.from_queryset(UnitQuerySet)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, today: date | Parameter) -> "MembershipQuerySet":
        """Return memberships that have begun and not ended; `ends_on` is the first day without the role."""
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gt=today))

    def for_user(self, user: AnyUser) -> "MembershipQuerySet":
        return self.filter(user=user)
