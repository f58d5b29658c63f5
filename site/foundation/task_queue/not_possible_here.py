"""A task that this worker can't do, and another perhaps can."""

from datetime import timedelta

#: After how long somebody else may take it, and after how long the same worker tries again.
FOR_OTHERS = timedelta(seconds=5)
FOR_ITSELF = timedelta(seconds=60)


class NotPossibleHere(Exception):
    """What the task needs is not on this machine; the message says what and where, for an operator. The task is given
    back, which is no try: nobody is told that it failed."""
