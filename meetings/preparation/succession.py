"""The successor takes the predecessor's place at the preparation meetings ahead, with a calendar entry."""

from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.participant import PreparationStep
from meetings.preparation.changed_appointment import ChangedAppointment
from meetings.preparation.notifications import notify_people
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _ahead(role: Membership) -> QuerySet[PreparationStep]:
    day = max(role.ends_on or timezone.localdate(), timezone.localdate())
    rows = PreparationStep.objects.filter(Q(planned_on=None) | Q(planned_on__gte=day), people=role.user, done_at=None)
    return rows.filter(reach_q(role, "meeting__unit"), meeting__state__in=OPEN_STATES)


def _give(rows: QuerySet[PreparationStep], handover: Handover) -> None:
    steps = rows.select_related("meeting__unit").prefetch_related("people").order_by("meeting", "pk")
    for meeting, its in groupby(list(steps), lambda step: step.meeting):
        changes = [ChangedAppointment.from_step(step) for step in its]
        changed = [one.with_successor(handover.ended.user, handover.begun.user).save() for one in changes]
        appointments = [change for change in changed if change.step.is_appointment]
        if appointments:
            notify_people(meeting, appointments, handover.by)


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s place at a preparation meeting", "%(count)s places at preparation meetings", count
        ) % {"count": count},
        _ahead,
        _give,
    )
)  # fmt: skip
