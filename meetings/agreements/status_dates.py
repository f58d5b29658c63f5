"""When the owner of an agreement is asked for a status."""

from datetime import date, timedelta

#: How long before its date an agreement is asked about, and how long after a status on one that is past its date.
SOON = timedelta(days=30)


def status_wanted_on(due_on: date, noted_on: date | None = None) -> date:
    """The day from which a status is asked for. `noted_on` is the day of the last status.

    A status that was written within thirty days of the date, or later, ends the asking: until the date has passed, and
    after that for thirty days.
    """
    first = due_on - SOON
    if noted_on is None or noted_on < first:
        return first
    return due_on + timedelta(days=1) if noted_on <= due_on else noted_on + SOON
