"""Take away a time that one has blocked, and forget those that are long over."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.clashes.models import BlockedTime
from meetings.units import access

#: How long a blocked time is kept after its last day.
KEPT_AFTER_END = timedelta(days=365)


def unblock_time(*, blocked: BlockedTime, by: User) -> None:
    """Delete the row. Raises NotAllowed for anybody else's."""
    if not access.may_see(by, blocked):
        raise NotAllowed(_("You can only take away your own times."))
    with transaction.atomic():
        audit.record("time.unblocked", blocked, by=by)
        blocked.delete()


@task(queue_name="nightly")
def forget_blocked_times(day: str) -> int:
    """Delete what ended more than `KEPT_AFTER_END` before `day`, an ISO date. Returns how many."""
    count, _of_each = BlockedTime.objects.filter(last_day__lt=date.fromisoformat(day) - KEPT_AFTER_END).delete()
    return count
