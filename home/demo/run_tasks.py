"""The demo does not wait for a worker: what its acts left to do is done between them."""

from foundation.task_queue.worker import Worker


def run_due_tasks() -> None:
    Worker(sends_mail=False).run_once()
