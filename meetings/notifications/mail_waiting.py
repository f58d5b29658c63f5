"""Mail what waits: one mail for each person, at most one a day."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from foundation.task_queue.enqueue_once import enqueue_once
from meetings.notifications.combined_mail import MailLine, enqueue_combined_mail
from meetings.notifications.enums import NewsChoice
from meetings.notifications.kinds import KINDS
from meetings.notifications.models import Notification, Recipient
from meetings.units import access
from meetings.units.access import Access

#: What happens within this time comes in one mail, and what is undone within it is not mailed.
WAIT_BEFORE_MAIL = timedelta(minutes=10)
#: Local time from which mails are sent in the morning.
MAILS_FROM = time(7)


def next_mail(now: datetime) -> datetime:
    """Return WAIT_BEFORE_MAIL from now, but not before MAILS_FROM of that day."""
    ready = timezone.localtime(now + WAIT_BEFORE_MAIL)
    return ready if ready.time() >= MAILS_FROM else timezone.make_aware(datetime.combine(ready.date(), MAILS_FROM))


@task(queue_name="mail")
def mail_waiting() -> int:
    """Mail everybody for whom something waits and who has got no mail today. Returns the number of mails.

    Each person is a transaction of their own. Raises the first error when all others are done.
    """
    today = timezone.localdate()
    people = set(Notification.objects.order_by().values_list("recipient", flat=True))
    Recipient.objects.bulk_create([Recipient(person_id=pk) for pk in people], ignore_conflicts=True)
    due = Recipient.objects.filter(person__in=people).exclude(mailed_on=today).order_by("person")
    rights = access.of_each(people, today)
    count, errors = 0, []
    for pk in due.values_list("person", flat=True):
        try:
            count += _mail_person(pk, rights.get(pk), today)
        except Exception as error:  # a fault in one message must not keep others from their mail
            errors.append(error)
    if errors:
        raise errors[0]
    return count


@task(queue_name="nightly")
def mail_each_morning(day: str) -> None:
    """Enqueue the mails of the morning: what has waited since yesterday's, on Mondays also the news of the week."""
    morning = mail_waiting.using(run_after=next_mail(timezone.now()))
    enqueue_once(morning, effect_key=f"mails of the morning {day}")


def _mail_person(pk: int, access: Access | None, today: date) -> bool:
    """Mail what is due to the person, and delete it with what is not to be told. Return whether there was a mail.
    `access` is None for an account that is closed or has no role."""
    with transaction.atomic():
        recipient = Recipient.objects.select_for_update(of=("self",)).select_related("person").get(person=pk)
        if recipient.mailed_on == today:
            return False  # another worker was first
        waiting = Notification.objects.filter(recipient=pk).select_related("by")
        due = [row for row in waiting if access is None or not _waits_for_monday(row, recipient, today)]
        with translation.override(recipient.person.language):
            lines = _lines(due, recipient, access) if access else []
            if lines:
                enqueue_combined_mail(recipient.person, lines)
        Notification.objects.filter(pk__in=[row.pk for row in due]).delete()
        if lines:
            Recipient.objects.filter(person=pk).update(mailed_on=today)
    return bool(lines)


def _lines(due: list[Notification], recipient: Recipient, access: Access) -> list[MailLine]:
    """What is still true and still concerns the person; of several about the same thing the latest."""
    latest = {(row.kind, row.about): row for row in due}
    lines = []
    for row in latest.values():
        kind = KINDS.get(row.kind)
        if kind is None or (recipient.news == NewsChoice.NEVER and not kind.is_obligation):
            continue
        message = kind.message_for(row, access)
        if message is not None:
            lines.append(MailLine.from_message(kind, message, row.detail))
    return lines


def _waits_for_monday(row: Notification, recipient: Recipient, today: date) -> bool:
    """Return whether it is news of this week, and the person gets news once a week."""
    kind = KINDS.get(row.kind)
    if kind is None or kind.is_obligation or kind.is_weekly or recipient.news != NewsChoice.WEEKLY:
        return False
    return timezone.localdate(row.created_at) >= today - timedelta(days=today.weekday())
