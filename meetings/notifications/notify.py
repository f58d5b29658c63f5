"""Note what people are to be told, in the transaction of the action that it is about."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from accounts.user import User
from meetings.notifications.kinds import Kind
from meetings.notifications.mail_waiting import mail_waiting, next_mail
from meetings.notifications.models import Notification


def notify(kind: Kind, about: int, to: Iterable[User], *, by: User | None, detail: str = "") -> int:
    """Note one message about the object `about` for each of `to` but `by`, who did it. Returns how many.

    They are mailed soon (`mail_waiting.WAIT_BEFORE_MAIL`), or the next morning to whoever has got today's mail.
    """
    keys = to.values_list("pk", flat=True) if isinstance(to, QuerySet) else (person.pk for person in to)
    people = set(keys) - {by.pk if by else None}
    if people:
        Notification.objects.bulk_create(
            Notification(recipient_id=pk, kind=kind.template, about=about, by=by, detail=detail)
            for pk in sorted(people)
        )
        mail_waiting.using(run_after=next_mail(timezone.now())).enqueue()
    return len(people)
