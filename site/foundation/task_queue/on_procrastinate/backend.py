"""Task backend that also defers a job of Procrastinate, in the transaction that writes the task."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django_tasks.base import Task

from foundation.task_queue.backend import TableBackend
from foundation.task_queue.on_procrastinate.jobs import defer
from foundation.task_queue.queued_task import QueuedTask


class ProcrastinateBackend(TableBackend):
    def _write(
        self, task: Task, args: Sequence[object], kwargs: Mapping[str, object], *, effect_key: str | None
    ) -> QueuedTask:
        with transaction.atomic():
            row = super()._write(task, args, kwargs, effect_key=effect_key)
            defer([row])
        return row
