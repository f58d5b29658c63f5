"""Wishes: the unit's follow the role of its leaders, those that a person answers are given to the successor."""

from django.db.models import F, QuerySet
from django.utils.translation import ngettext

from accounts.roles import MATRIX, Right, Role
from meetings.support_requests.models import SupportRequest
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _of_the_unit(role: Membership) -> QuerySet[SupportRequest]:
    leads = role.unit_id and Right.SEE_WISHES in MATRIX[Role(role.role)]
    rows = SupportRequest.objects.open()
    return rows.filter(reach_q(role, "meeting__unit")) if leads else rows.none()


def _to_answer(role: Membership) -> QuerySet[SupportRequest]:
    answers = role.area_id and Right.ANSWER_WISHES in MATRIX[Role(role.role)]
    rows = SupportRequest.objects.open()
    return rows.filter(reach_q(role, "meeting__unit"), responsible=role.user) if answers else rows.none()


def _give(rows: QuerySet[SupportRequest], handover: Handover) -> None:
    rows.update(responsible=handover.begun.user, reminded_at=None, version=F("version") + 1)


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s wish to the administration", "%(count)s wishes to the administration", count
        ) % {"count": count},
        _of_the_unit,
    )
)  # fmt: skip
register_succession(
    Succession(
        lambda count: ngettext("%(count)s wish to answer", "%(count)s wishes to answer", count) % {"count": count},
        _to_answer,
        _give,
    )
)
