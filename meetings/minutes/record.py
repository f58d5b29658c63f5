"""Models: submitted versions with their decision, approval records, addenda."""

from functools import cached_property
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from meetings.minutes.content import MinutesContent
from meetings.minutes.frozen_format import Plain, content_hash, thaw
from meetings.minutes.pages import MinutesPage
from meetings.moderation.enums import Decision


class ApprovalIsFinal(Exception):
    """An attempt to change or delete the record of an approval."""


class FrozenMinutes(models.Model):
    """A text that never changes, in its frozen format (frozen_format.py), with its SHA-256."""

    content: models.JSONField[Plain, Plain] = models.JSONField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @cached_property
    def text(self) -> MinutesContent:
        return thaw(self.content)

    @property
    def has_its_hash(self) -> bool:
        return content_hash(self.content) == self.content_hash


class SubmittedVersion(FrozenMinutes):
    """A text as it was submitted, and the decision about it. At most one for each minutes is undecided.

    Attendance and the meeting's facts are frozen with the text, so that they do not change before the decision.
    """

    minutes = models.ForeignKey(MinutesPage, on_delete=models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField()  # of the minutes, after the submission
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("submitted version")
        verbose_name_plural = _("submitted versions")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "version"], name="one_submission_a_version"),
            models.UniqueConstraint(
                fields=["minutes"], condition=Q(decision=""), name="one_open_submission_of_the_minutes"
            ),
            models.CheckConstraint(
                name="a_decision_has_a_person_and_a_time",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="sending_back_has_a_reason", condition=~Q(decision=Decision.RETURNED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} v{self.version}"


class ApprovalRecord(FrozenMinutes):
    """What was approved, by whom and when. PROTECT prevents deleting the minutes, the revision and all pages above."""

    minutes = models.OneToOneField(MinutesPage, on_delete=models.PROTECT, related_name="approval")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)
    version = models.PositiveIntegerField()  # of the minutes that were read and approved
    #: The steps to the approval (approval/history.py); empty in records that are older than it.
    history: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.minutes} {timezone.localdate(self.approved_at)}"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise ApprovalIsFinal("An approval is written once.")
        super().save(**options)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise ApprovalIsFinal("An approval is never deleted.")


class Addendum(models.Model):
    """A correction written after approval; the approved text never changes."""

    minutes = models.ForeignKey(MinutesPage, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField(_("text"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")

    def __str__(self) -> str:
        return f"{self.minutes} +{self.pk}"
