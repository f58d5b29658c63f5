"""What this slice does when something happens elsewhere."""

from typing import Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver

from meetings.minutes.approval.workflow import ensure_workflow


@receiver(post_migrate, dispatch_uid="workflow_of_minutes")
def workflow_of_minutes(*, sender: Any, using: str, **_signal: Any) -> None:
    """After each migrate, and each flush, the workflow of minutes is there."""
    if sender.label == "meetings":
        ensure_workflow(using=using)
