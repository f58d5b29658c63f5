"""Retry parked tasks and mails, after an operator has fixed the cause."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from foundation.mail.outgoing_mail import OutgoingMail
from foundation.mail.send_outbox import parked as parked_mail
from foundation.task_queue.dead_letter import parked as parked_tasks
from foundation.task_queue.dead_letter import retry_parked
from foundation.task_queue.queued_task import QueuedTask
from foundation.text.parsing import parse_int
from meetings.units import access

EVERYTHING = "all"


def retry_parked_work(*, kind: str, which: str, by: User, now: datetime) -> int:
    """Retry parked work with the attempts of a new one. `kind` is "task" or "mail", `which` an id or "all". Returns how
    many; 0 when it is not parked (any more). Raises NotAllowed."""
    if not access.of(by).has(Right.SEE_OPERATION):
        raise NotAllowed(_("Only administrators can do this."))
    mails = kind == "mail"
    given_up: QuerySet[OutgoingMail] | QuerySet[QueuedTask] = parked_mail(now) if mails else parked_tasks()
    if which != EVERYTHING:
        given_up = given_up.filter(pk=parse_int(which, 0))
    with transaction.atomic():
        rows = list(given_up)
        for row in rows:
            audit.record("operation.tried_again", row, by=by)
        if mails:
            return given_up.update(attempts=0, run_after=now)
        return retry_parked(row.pk for row in rows)
