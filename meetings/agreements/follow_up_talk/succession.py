"""The successor takes the predecessor's place at the follow-up talks ahead, with a calendar entry."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.notifications import notify_of_change
from meetings.preparation.changed_appointment import ChangedAppointment
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _ahead(role: Membership) -> QuerySet[FollowUpTalk]:
    day = max(role.ends_on or timezone.localdate(), timezone.localdate())
    rows = FollowUpTalk.objects.open().filter(Q(planned_on=None) | Q(planned_on__gte=day), people=role.user)
    return rows.filter(reach_q(role, "meeting__unit"))


def _give(rows: QuerySet[FollowUpTalk], handover: Handover) -> None:
    for talk in list(rows.with_related().prefetch_related("people").order_by("pk")):  # type: ignore[attr-defined]
        change = ChangedAppointment.from_step(talk).with_successor(handover.ended.user, handover.begun.user).save()
        if talk.is_appointment:
            notify_of_change(talk, change, handover.by)


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s place at a follow-up talk", "%(count)s places at follow-up talks", count
        ) % {"count": count},
        _ahead,
        _give,
    )
)  # fmt: skip
