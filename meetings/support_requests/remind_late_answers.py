"""Remind whoever owes an answer, once, when its day has passed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from foundation import audit
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.notifications import notify_late


@task(queue_name="nightly")
def remind_late_answers(day: str) -> int:
    """Remind of late answers. `day` is an ISO date. Return of how many wishes somebody was reminded."""
    due = SupportRequest.objects.overdue(date.fromisoformat(day)).filter(reminded_at=None, responsible__isnull=False)
    return sum(_remind(pk) for pk in due.values_list("pk", flat=True))


def _remind(pk: int) -> bool:
    with transaction.atomic():
        waiting = SupportRequest.objects.select_for_update(of=("self",)).unanswered().filter(pk=pk, reminded_at=None)
        wish = waiting.select_related("meeting", "responsible").first()
        if wish is None:
            return False
        SupportRequest.objects.filter(pk=pk).update(reminded_at=timezone.now())
        notify_late(wish)
        audit.record("wish.reminded", wish, by=None, unit_id=wish.meeting.unit_id)
    return True
