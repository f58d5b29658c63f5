"""What was handed in, what was decided about it, the proof of an approval, and what is added afterwards."""

from functools import cached_property
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from meetings.minutes.content import Content
from meetings.minutes.enums import Decision
from meetings.minutes.frozen_form import Plain, content_hash, thaw
from meetings.minutes.pages import MinutesPage


class ApprovalIsFinal(Exception):
    """Code tried to change or delete the record of an approval."""


class FrozenMinutes(models.Model):
    """A text that never changes, in its frozen form (frozen_form.py) and with its SHA-256."""

    content: models.JSONField[Plain, Plain] = models.JSONField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @cached_property
    def text(self) -> Content:
        return thaw(self.content)

    @property
    def has_its_hash(self) -> bool:
        return content_hash(self.content) == self.content_hash


class SubmittedVersion(FrozenMinutes):
    """The text as it was handed in once, and what the head of area decided. At most one of each minutes is open.

    Attendance and the meeting's facts are frozen with the text, so that nobody decides about something that moves.
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
    """What was approved, by whom and when. PROTECT keeps minutes, their revision and all pages above them."""

    minutes = models.OneToOneField(MinutesPage, on_delete=models.PROTECT, related_name="approval")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)
    version = models.PositiveIntegerField()  # of the minutes that were read and approved

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
