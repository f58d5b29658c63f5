"""What this slice does when something happens elsewhere."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from meetings.minutes.approval.workflow import ensure_workflow


@receiver(post_migrate, dispatch_uid="workflow_of_minutes")
def workflow_of_minutes(*, sender: AppConfig, using: str, **_signal: object) -> None:
    """After each migrate, and each flush, the workflow of minutes is there."""
    if sender.label == "meetings":
        ensure_workflow(using=using)
