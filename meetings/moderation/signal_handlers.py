"""Signal handlers of moderation."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from meetings.moderation.ensure_workflows import ensure_workflows
from meetings.moderation.publish_scheduled import publish_scheduled


@receiver(post_migrate, dispatch_uid="workflows_of_moderation")
def workflows_of_moderation(*, sender: AppConfig, using: str, **_signal: object) -> None:
    """Create the workflows after each migrate and flush, if they are missing."""
    if sender.label == "meetings":
        ensure_workflows(using=using)


@receiver(post_save, sender=Revision, dispatch_uid="enqueue_publishing_at_its_time")
def enqueue_publishing_at_its_time(*, instance: Revision, raw: bool = False, **_signal: object) -> None:
    if instance.approved_go_live_at is not None and not raw:
        publish_scheduled.using(run_after=instance.approved_go_live_at).enqueue()


@receiver(page_published, dispatch_uid="enqueue_unpublishing_at_its_time")
def enqueue_unpublishing_at_its_time(*, instance: Page, **_signal: object) -> None:
    if instance.live and instance.expire_at is not None:
        publish_scheduled.using(run_after=instance.expire_at).enqueue()
