"""Procrastinate as the engine of the queue (docs/decisions/0062): each task that waits has a job, which says when and
in which lane a worker looks at it. What a task is, and how far it has come, stays in `QueuedTask`."""
