"""Retry parked tasks, after an operator has fixed the cause."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from foundation.task_queue.dead_letter import parked, retry_parked
from foundation.text.parsing import parse_int
from meetings.units import access

ALL_TASKS = "all"


def retry_parked_tasks(*, task_name: str, by: User) -> int:
    """Retry parked tasks with the attempts of a new one. `task_name` is an id or "all". Returns how many; 0 when it is
    not parked (any more). Raises NotAllowed."""
    if not access.of(by).has(Right.SEE_OPERATION):
        raise NotAllowed(_("Only administrators can do this."))
    chosen = parked() if task_name == ALL_TASKS else parked().filter(pk=parse_int(task_name, 0))
    with transaction.atomic():
        tasks = list(chosen)
        for task in tasks:
            audit.record("operation.tried_again", task, by=by)
        return retry_parked(task.pk for task in tasks)
