"""Examples that are not shown yet follow the role of the unit's leaders."""

from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.roles import MATRIX, Right, Role
from meetings.forum.enums import ON_THE_WAY, UNFINISHED_STATES
from meetings.forum.pages import ExamplePage
from meetings.units.membership import Membership
from meetings.units.people.handover import Succession, reach_q, register_succession


def _on_their_way(role: Membership) -> QuerySet[ExamplePage]:
    proposes = Right.PROPOSE_EXAMPLE in MATRIX[Role(role.role)]
    rows = ExamplePage.objects.filter(state__in=[*ON_THE_WAY, *UNFINISHED_STATES])
    return rows.filter(reach_q(role, "unit")) if proposes else rows.none()


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s example for the leader forum", "%(count)s examples for the leader forum", count
        ) % {"count": count},
        _on_their_way,
    )
)  # fmt: skip
