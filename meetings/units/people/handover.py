"""A role that goes from one person to another on a day, and what goes along with it.

The packages that own something say so with `register_succession`, in their `succession.py`. The page lists it and the
handover moves it from the same rows, so that what the page says is what happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.units.membership import Membership


class Handover(models.Model):
    """`ended` is the role of the predecessor, `begun` that of the successor, from the day `on`."""

    ended = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="handed_over")
    begun = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="taken_over")
    on = models.DateField(_("from"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    #: When what is a person's own (such as sending the minutes) was moved: on that day.
    moved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("handover of a function")
        verbose_name_plural = _("handovers of functions")

    def __str__(self) -> str:
        return f"{self.ended} → {self.begun.user}"


@dataclass(frozen=True)
class Succession:
    """A kind of things that go along with a role.

    `rows` are those of this role, `describe` says how many in words. What only follows the role has no `move`; what is
    the person's own is given to the successor by `move`, called with the rows and the handover, within a transaction.
    """

    describe: Callable[[int], str]
    rows: Callable[[Membership], QuerySet[Any]]
    move: Callable[[QuerySet[Any], Handover], None] | None = None


SUCCESSIONS: list[Succession] = []


def register_succession(part: Succession) -> None:
    SUCCESSIONS.append(part)


def describe_succession(role: Membership) -> list[str]:
    """Return a line for each kind of which there is something. One query for each kind."""
    counted = ((part, part.rows(role).count()) for part in SUCCESSIONS)
    return [part.describe(count) for part, count in counted if count]


def move_all(handover: Handover) -> None:
    for part in SUCCESSIONS:
        if part.move is not None:
            part.move(part.rows(handover.ended), handover)


def reach_q(role: Membership, unit: str) -> Q:
    """A filter on rows of the units that the role is for. `unit` is the lookup of the unit."""
    if role.unit_id:
        return Q(**{unit: role.unit_id})
    return Q(**{f"{unit}__area": role.area_id}) if role.area_id else Q()
