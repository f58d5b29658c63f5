"""Block a time for oneself."""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.clashes.models import BlockedTime
from meetings.units import access

#: A summer holiday fits; a year that was written wrong does not.
MAX_BLOCKED_TIME = timedelta(days=92)


class DaysDoNotFit(Refusal):
    """The days are over, too many, or end before they begin; or the time does."""


def block_time(
    *,
    by: User,
    today: date,
    first_day: date,
    last_day: date | None = None,
    begins_at: time | None = None,
    ends_at: time | None = None,
    note: str = "",
) -> BlockedTime:
    """Store that `by` is busy: whole days, or from `begins_at` to `ends_at` on one day.

    Raises NotAllowed, DaysDoNotFit.
    """
    if not access.of(by).has(Right.SEE_YEAR_OVERVIEW):
        raise NotAllowed(_("Only the head of area and the consultants block times here."))
    last_day = last_day or first_day
    if last_day < first_day:
        raise DaysDoNotFit(_("The last day is before the first. Choose a later day."), field="last_day")
    if last_day < today:
        raise DaysDoNotFit(_("That day is over. Choose a day ahead."), field="first_day")
    if last_day - first_day > MAX_BLOCKED_TIME:
        raise DaysDoNotFit(_("That is more than three months. Is the year right?"), field="last_day")
    if (begins_at is None) != (ends_at is None):
        name = "begins_at" if begins_at is None else "ends_at"
        raise DaysDoNotFit(_("Write both when it begins and when it ends."), field=name)
    if begins_at and ends_at:
        if last_day != first_day:
            raise DaysDoNotFit(_("A time of day is for one day. Leave the last day empty."), field="last_day")
        if ends_at <= begins_at:
            raise DaysDoNotFit(_("It ends before it begins. Choose a later end."), field="ends_at")
    with transaction.atomic():
        row = BlockedTime.objects.create(
            user=by, first_day=first_day, last_day=last_day, begins_at=begins_at, ends_at=ends_at, note=note.strip()
        )
        audit.record("time.blocked", row, by=by)
    return row
