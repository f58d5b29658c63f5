"""Signals of the task queue."""

from django.dispatch import Signal

#: Sent with `path`, `args` and `kwargs` of a task whose attempts are used up, in the transaction that parks it.
task_parked = Signal()
