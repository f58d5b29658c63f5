"""Note on Monday that leaders, heads of area and consultants are to get the digest of the week."""

from datetime import date

from django.db import transaction
from django_tasks import task

from accounts.roles import Right
from accounts.user import User
from meetings.agreements.weekly_digest.notifications import digest
from meetings.notifications.models import Recipient
from meetings.notifications.notify import notify
from meetings.units.right_holders import memberships_with


@task(queue_name="nightly")
def note_digests(day: str) -> int:
    """Note the digest for everybody who follows up on agreements, once a week; `day` is an ISO date. Returns how many.

    It goes into the mail of that day, and is written then. Safe to run twice: the row says for which Monday it was
    noted.
    """
    today = date.fromisoformat(day)
    if not _is_monday(today):
        return 0
    people = set(memberships_with(Right.FOLLOW_UP, today).values_list("user", flat=True))
    with transaction.atomic():
        Recipient.objects.bulk_create([Recipient(person_id=pk) for pk in people], ignore_conflicts=True)
        rows = Recipient.objects.select_for_update().filter(person__in=people).exclude(weekly_on=today)
        fresh = list(rows.values_list("person", flat=True))
        Recipient.objects.filter(person__in=fresh).update(weekly_on=today)
        return notify(digest, 0, User.objects.filter(pk__in=fresh), by=None)


def _is_monday(day: date) -> bool:
    return day.weekday() == 0
