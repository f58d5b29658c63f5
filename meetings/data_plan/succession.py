"""Data that a person gathers before a meeting are gathered by the successor."""

from django.db.models import F, QuerySet
from django.utils.translation import ngettext

from accounts.roles import MATRIX, Right, Role
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.enums import OPEN_STATES
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _to_gather(role: Membership) -> QuerySet[DataPlanLine]:
    gathers = Right.ADD_EVIDENCE in MATRIX[Role(role.role)]
    rows = DataPlanLine.objects.filter(gatherer=role.user, meeting__state__in=OPEN_STATES)
    return rows.filter(reach_q(role, "meeting__unit")) if gathers else rows.none()


def _give(rows: QuerySet[DataPlanLine], handover: Handover) -> None:
    rows.update(gatherer=handover.begun.user, reminded_at=None, version=F("version") + 1)


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s line of data to gather", "%(count)s lines of data to gather", count
        ) % {"count": count},
        _to_gather,
        _give,
    )
)  # fmt: skip
