"""The open agreements of a unit, which follow the role of its leaders."""

from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.roles import MATRIX, Right, Role
from meetings.agreements.models import Agreement
from meetings.units.membership import Membership
from meetings.units.people.handover import Succession, reach_q, register_succession


def _open_agreements(role: Membership) -> QuerySet[Agreement]:
    follows = Right.FOLLOW_UP in MATRIX[Role(role.role)]
    return Agreement.objects.open().filter(reach_q(role, "unit")) if follows else Agreement.objects.none()


register_succession(
    Succession(
        lambda count: ngettext("%(count)s open agreement", "%(count)s open agreements", count) % {"count": count},
        _open_agreements,
    )
)
