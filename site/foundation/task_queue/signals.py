"""What the queue tells those who enqueue."""

from django.dispatch import Signal

#: `path`, `args`, `kwargs` of a task that was tried as often as may be, inside the transaction that parks it.
task_parked = Signal()
