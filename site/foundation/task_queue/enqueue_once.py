"""Enqueues what must come about once, however often it is asked for."""

from typing import Any

from django_tasks.base import Task


def enqueue_once(task: Task, *args: Any, effect_key: str, **kwargs: Any) -> Any:
    """`task` with these arguments, unless one with `effect_key` is in the table already: waiting, done or parked (done
    ones are kept for a month). In the caller's transaction. A backend that runs tasks at once runs it."""
    backend: Any = task.get_backend()
    if hasattr(backend, "enqueue_once"):
        return backend.enqueue_once(task, args, kwargs, effect_key=effect_key)
    return task.enqueue(*args, **kwargs)
