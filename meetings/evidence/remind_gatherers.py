"""Remind those who still have data to gather, once, shortly before the day they are due."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.roles import Right
from foundation import audit
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.notifications import open_slots, remind_gatherer
from meetings.units import access

DAYS_BEFORE = 3


@task(queue_name="nightly")
def remind_gatherers(day: str) -> int:
    """Remind each person of their open slots that are due within DAYS_BEFORE days.

    `day` is an ISO date. Returns how many were reminded, counted for each meeting.
    """
    today = date.fromisoformat(day)
    due = open_slots().filter(due_on__range=(today, today + timedelta(days=DAYS_BEFORE)), reminded_at=None)
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
        for line in lines:
            remind_gatherer(line)
        meeting = lines[0].meeting
        audit.record("data_plan.reminded", meeting, by=None, unit_id=meeting.unit_id, lines=len(lines))
    return True
