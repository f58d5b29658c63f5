"""Minutes that are not approved: they follow the role, and who sends them is the successor."""

from django.db.models import QuerySet
from django.utils.translation import ngettext

from accounts.roles import MATRIX, Right, Role
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _unfinished(role: Membership) -> QuerySet[MinutesPage]:
    writes = Right.WRITE_MINUTES in MATRIX[Role(role.role)]
    rows = MinutesPage.objects.exclude(state=MinutesState.APPROVED)
    return rows.filter(reach_q(role, "unit")) if writes else rows.none()


def _to_send(role: Membership) -> QuerySet[MinutesPage]:
    return _unfinished(role).filter(sender=role.user)


def _give(rows: QuerySet[MinutesPage], handover: Handover) -> None:
    rows.update(sender=handover.begun.user)


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s draft of minutes", "%(count)s drafts of minutes", count
        ) % {"count": count},
        _unfinished,
    )
)  # fmt: skip
register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s time as the one who sends the minutes", "%(count)s times as the one who sends the minutes", count
        ) % {"count": count},
        _to_send,
        _give,
    )
)  # fmt: skip
