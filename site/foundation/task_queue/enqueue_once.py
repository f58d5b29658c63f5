"""Enqueue a task at most once for an effect key."""

from typing import Any

from django_tasks.base import Task, TaskResult


def enqueue_once(task: Task, *args: object, effect_key: str, **kwargs: object) -> TaskResult:
    """Enqueue `task` in the caller's transaction, unless one with `effect_key` exists: waiting, finished or parked
    (finished ones are kept for a month). Other backends, such as one that runs tasks immediately, enqueue it anyway."""
    backend: Any = task.get_backend()
    if hasattr(backend, "enqueue_once"):
        return backend.enqueue_once(task, args, kwargs, effect_key=effect_key)
    return task.enqueue(*args, **kwargs)
