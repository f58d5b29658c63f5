"""Meetings that a person is named to lead are led by the successor."""

from django.db.models import F, QuerySet
from django.utils.translation import ngettext

from meetings.live.models import LiveMeeting
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _to_chair(role: Membership) -> QuerySet[LiveMeeting]:
    return LiveMeeting.objects.filter(reach_q(role, "meeting__unit"), chair=role.user, ended_at=None)


def _give(rows: QuerySet[LiveMeeting], handover: Handover) -> None:
    rows.update(chair=handover.begun.user, version=F("version") + 1)


register_succession(
    Succession(
        lambda count: ngettext("%(count)s meeting to lead", "%(count)s meetings to lead", count) % {"count": count},
        _to_chair,
        _give,
    )
)
