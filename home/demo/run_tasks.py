"""Run the tasks that the demo's actions enqueue, without waiting for a worker."""

from foundation.task_queue.worker import Worker


def run_due_tasks() -> None:
    Worker(sends_mail=False).run_once()
