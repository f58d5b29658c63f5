"""Remind those who still have data to gather, once, shortly before the day they are due."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks import task

from accounts.roles import Right
from foundation import audit
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.notifications import remind_gatherer
from meetings.evidence.filled_slots import fills_its_slot
from meetings.evidence.models import Evidence
from meetings.meeting.enums import GATHERING_STATES
from meetings.units import access

DAYS_BEFORE = 3


@task(queue_name="nightly")
def remind_gatherers(day: str) -> int:
    """Mail each person who has open slots of a meeting, one mail for all that are due within DAYS_BEFORE days.

    `day` is an ISO date. Returns the number of mails.
    """
    today = date.fromisoformat(day)
    given = Evidence.objects.filter(fills_its_slot(), slot=OuterRef("pk"))
    due = (
        DataPlanLine.objects.filter(due_on__range=(today, today + timedelta(days=DAYS_BEFORE)), reminded_at=None)
        .filter(gatherer__is_active=True, meeting__state__in=GATHERING_STATES)
        .filter(~Exists(given))
    )
    mine: dict[tuple[int, int], list[int]] = defaultdict(list)
    for pk, gatherer, meeting in due.order_by("pk").values_list("pk", "gatherer_id", "meeting_id"):
        mine[gatherer, meeting].append(pk)
    known = access.of_each({gatherer for gatherer, _meeting in mine}, today)
    return sum(_remind(known[gatherer], slots) for (gatherer, _meeting), slots in mine.items() if gatherer in known)


def _remind(person: access.Access, slots: list[int]) -> bool:
    with transaction.atomic():
        rows = DataPlanLine.objects.select_for_update(of=("self",)).filter(pk__in=slots, reminded_at=None)
        lines = list(rows.select_related("gatherer", "meeting__unit", "meeting__invited_by"))
        if not lines or not person.may(Right.ADD_EVIDENCE, lines[0].meeting.unit):
            return False
        DataPlanLine.objects.filter(pk__in=slots).update(reminded_at=timezone.now())
        remind_gatherer(lines)
        meeting = lines[0].meeting
        audit.record("data_plan.reminded", meeting, by=None, unit_id=meeting.unit_id, lines=len(lines))
    return True
