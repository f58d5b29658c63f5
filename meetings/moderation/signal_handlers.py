"""Signal handlers of moderation."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from meetings.moderation.ensure_workflows import ensure_workflows


@receiver(post_migrate, dispatch_uid="workflows_of_moderation")
def workflows_of_moderation(*, sender: AppConfig, using: str, **_signal: object) -> None:
    """Create the workflows after each migrate and flush, if they are missing."""
    if sender.label == "meetings":
        ensure_workflows(using=using)
