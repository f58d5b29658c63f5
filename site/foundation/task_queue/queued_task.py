"""One piece of work that waits, is under way, is done, or was given up."""

from typing import Any

from django.db import models
from django.utils import timezone


class QueuedTask(models.Model):
    """Written in the transaction of the act that it follows from, so that it exists exactly when the act does.

    `claimed_until` is a lease: the worker that holds it renews it while it works, and whoever finds it run out takes
    the task up again. `effect_key` names what the task brings about: a second one with the same key is the first one.
    """

    path = models.CharField(max_length=200)
    arguments: Any = models.JSONField(default=dict)
    #: Which of settings.TASK_LANES it waits in.
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
    #: When and by which worker it was given back because something is not on that machine (`give_back`).
    given_back_at = models.DateTimeField(null=True)
    given_back_by = models.CharField(max_length=40, blank=True)
    #: What went wrong and where, never with what: messages may quote what people wrote.
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
