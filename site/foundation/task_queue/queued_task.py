"""Model of a task in the queue: waiting, claimed, finished or parked."""

from django.db import models
from django.utils import timezone


class QueuedTask(models.Model):
    """Written in the transaction that enqueues it, so that it exists only if that commits.

    `claimed_until` is a lease: the worker renews it while it works; when it expires another worker may claim the task.
    `effect_key` identifies the effect of the task: there is at most one task with a key.
    """

    path = models.CharField(max_length=200)
    #: `args` and `kwargs`. The keyword argument `secret` is erased as soon as the task is finished.
    arguments = models.JSONField(default=dict)
    #: A key of settings.TASK_LANES.
    lane = models.CharField(max_length=20, default="default")
    priority = models.SmallIntegerField(default=0)
    effect_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001  without a key: any number
    enqueued_at = models.DateTimeField(default=timezone.now)
    run_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    #: When and by which worker it was given back because something is missing on that machine (`give_back`).
    given_back_at = models.DateTimeField(null=True)
    given_back_by = models.CharField(max_length=40, blank=True)
    #: Kind of error and line of code, without the message, which may quote what people wrote.
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                name="task_waits",
                fields=["-priority", "run_after"],
                condition=models.Q(finished_at=None, parked_at=None),
            ),
            models.Index(name="task_is_finished", fields=["finished_at"]),
        ]

    def __str__(self) -> str:
        return f"task {self.pk} ({self.path})"
