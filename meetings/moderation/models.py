"""Which workflow moderates a kind of page, and the decision on each step."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, Workflow

from meetings.moderation.enums import Decision, ModeratedKind


class Moderation(models.Model):
    """The Wagtail workflow of a kind of page. Its last step decides (`tasks.py`); steps before it are added in the
    Wagtail admin."""

    kind = models.CharField(_("kind"), max_length=20, choices=ModeratedKind, unique=True)
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="moderation")

    class Meta:
        verbose_name = _("moderation")
        verbose_name_plural = _("moderation")

    def __str__(self) -> str:
        return self.kind


class StepDecision(models.Model):
    """The one decision on a step. The row is written before Wagtail's engine is asked, and is the lock: of two
    simultaneous decisions the unique `task_state` lets one through."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="decision")
    decision = models.CharField(_("decision"), max_length=20, choices=Decision)
    #: What was read before deciding: the hash of minutes, the version of an example, the revision of a template.
    seen = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.task_state_id} {self.decision}"
