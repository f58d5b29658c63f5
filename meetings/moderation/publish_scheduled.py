"""Publish what was scheduled for a moment that has come, and take down what has expired. The work of a task."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, Revision


@task()
def publish_scheduled(day: str = "") -> int:
    """Do what Wagtail's command of the same name does, each page in a transaction of its own. Return how many.

    It is enqueued for the very moment (signal_handlers.py), and once a day for what a lost task left (`day` is unused).
    Raises the first error when all others are done.
    """
    now, count, errors = timezone.now(), 0, []
    for pk in Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at").values_list("pk", flat=True):
        try:
            count += _take_down(pk, now)
        except Exception as error:  # a fault in one page must not stop the others
            errors.append(error)
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for pk in due.values_list("pk", flat=True):
        try:
            count += _publish(pk, now)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]
    return count


def _take_down(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=now).first()
        if page is not None:
            page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return page is not None


def _publish(pk: int, now: datetime) -> bool:
    """Publish the page. Return whether it was published: not when another worker was first, or the schedule was called
    off."""
    with transaction.atomic():
        revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
        if revision is not None:
            revision.publish(log_action="wagtail.publish.scheduled")
    return revision is not None
