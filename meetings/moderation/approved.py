"""Whether exactly this revision was approved."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, TaskState

from meetings.moderation.enums import Decision
from meetings.moderation.models import StepDecision
from meetings.moderation.tasks import STEP_TYPES


def is_approved(revision: Revision) -> bool:
    """Return whether a step that decides, not one that reads before it, has approved `revision`. One query."""
    deciding = [ContentType.objects.get_for_model(step).pk for step in STEP_TYPES if step.decides]
    approved = StepDecision.objects.filter(decision=Decision.APPROVED, task_state__status=TaskState.STATUS_APPROVED)
    return approved.filter(task_state__revision=revision, task_state__task__content_type__in=deciding).exists()
