"""Task backend for django-tasks (`@task`, `.enqueue()`) that keeps the queue in a table of our database."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from foundation.task_queue.queued_task import QueuedTask

#: Module prefixes of Wagtail's own small tasks (search index, reference index), which run in the request: a page is
#: found at once, and no task is left that looks for a page deleted meanwhile.
AT_ONCE = ("modelsearch.", "wagtail.")


class TableBackend(BaseTaskBackend):
    """Enqueuing writes a row in the caller's transaction, so the task exists only if the transaction commits."""

    supports_defer = True
    supports_priority = True
    supports_get_result = True

    def __init__(self, alias: str, params: dict[str, object]) -> None:
        super().__init__(alias, params)
        self.immediate = ImmediateBackend(alias, params)

    def enqueue(self, task: Task, args: Sequence[object], kwargs: Mapping[str, object]) -> TaskResult:
        if task.module_path.startswith(AT_ONCE):
            return self.immediate.enqueue(task, args, kwargs)
        return self._result(self._write(task, args, kwargs, effect_key=None), task)

    def enqueue_once(
        self, task: Task, args: Sequence[object], kwargs: Mapping[str, object], *, effect_key: str
    ) -> TaskResult:
        """Enqueue the task, unless one with this key exists, finished or not: then return that one's result."""
        try:
            with transaction.atomic():
                row = self._write(task, args, kwargs, effect_key=effect_key)
        except IntegrityError:
            row = QueuedTask.objects.get(effect_key=effect_key)
        return self._result(row, task)

    def get_result(self, result_id: str) -> TaskResult:
        row = QueuedTask.objects.filter(pk=result_id).first() if str(result_id).isdecimal() else None
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(row, import_string(row.path))

    def _write(
        self, task: Task, args: Sequence[object], kwargs: Mapping[str, object], *, effect_key: str | None
    ) -> QueuedTask:
        self.validate_task(task)
        now = timezone.now()
        row = QueuedTask(
            path=task.module_path,
            arguments={"args": normalize_json(list(args)), "kwargs": normalize_json(kwargs)},
            priority=task.priority,
            lane=task.queue_name,
            effect_key=effect_key,
            enqueued_at=now,
            run_after=task.run_after or now,
        )
        row.save(force_insert=True)
        return row

    def _result(self, row: QueuedTask, task: Task) -> TaskResult:
        return TaskResult(
            task=task,
            id=str(row.pk),
            status=_status(row),
            enqueued_at=row.enqueued_at,
            started_at=row.started_at,
            finished_at=row.finished_at or row.parked_at,
            last_attempted_at=row.started_at,
            args=row.arguments["args"],
            kwargs=row.arguments["kwargs"],
            backend=self.alias,
            errors=[],
            worker_ids=[row.claimed_by] * row.attempts,
        )


def _status(row: QueuedTask) -> TaskResultStatus:
    if row.finished_at:
        return TaskResultStatus.SUCCESSFUL
    if row.parked_at:
        return TaskResultStatus.FAILED
    return TaskResultStatus.RUNNING if row.claimed_until else TaskResultStatus.READY
