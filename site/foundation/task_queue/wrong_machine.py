"""Exception for a task that can't be done on this machine, but perhaps on another."""

from datetime import timedelta

#: After how long other workers may take the task, and after how long the same worker may.
WAIT_FOR_OTHER_WORKERS = timedelta(seconds=5)
WAIT_FOR_SAME_WORKER = timedelta(seconds=60)


class WrongMachine(Exception):
    """Something that the task needs is missing on this machine; the message tells an operator what and where. The task
    is given back, which does not count as an attempt or a failure."""
