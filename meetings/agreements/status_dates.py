"""When the owner of an agreement is asked for a status."""

from datetime import date, timedelta

#: A status is wanted this long before an agreement's date; if it is overdue, again this long after the last status.
STATUS_ASKED_BEFORE = timedelta(days=30)


def status_wanted_on(due_on: date, noted_on: date | None = None) -> date:
    """Return the day from which the owner should write a status. `noted_on` is the day of the last status.

    Normally thirty days before `due_on`. After a status written in those thirty days: the day after `due_on`. After one
    written later than `due_on`: thirty days after it.
    """
    first = due_on - STATUS_ASKED_BEFORE
    if noted_on is None or noted_on < first:
        return first
    return due_on + timedelta(days=1) if noted_on <= due_on else noted_on + STATUS_ASKED_BEFORE
