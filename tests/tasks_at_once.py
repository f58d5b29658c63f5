"""Tasks of the tests: each runs at the moment it is enqueued, inside the caller's transaction, and fails loudly.

Mails wait in the table, as in production (tests/queued_mails.py).
"""

from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

from foundation.task_queue.backend import TableBackend


class AtOnceBackend(BaseTaskBackend):
    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        if task.queue_name == "mail":
            return TableBackend(self.alias, {"QUEUES": []}).enqueue(task, args, kwargs)
        now = timezone.now()
        result: TaskResult = TaskResult(
            task=task, id=get_random_id(), status=TaskResultStatus.SUCCESSFUL, enqueued_at=now, started_at=now,
            last_attempted_at=now, finished_at=now, args=args, kwargs=kwargs, backend=self.alias, errors=[],
            worker_ids=["tests"],
        )  # fmt: skip
        task.call(*result.args, **result.kwargs)
        return result
