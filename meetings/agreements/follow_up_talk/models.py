"""The follow-up talk, and what is written on its agreements until it is held."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import AppointmentFields


class FollowUpTalkQuerySet(models.QuerySet["FollowUpTalk"]):
    def open(self) -> "FollowUpTalkQuerySet":
        return self.filter(held_on=None)

    def with_related(self) -> "FollowUpTalkQuerySet":
        return self.select_related("meeting__unit__area", "meeting__cycle", "held_by")


class FollowUpTalk(AppointmentFields):
    """Proposed when the minutes are approved, as a day alone. Its agenda is the unit's open agreements."""

    title = _("Follow-up")

    meeting = models.ForeignKey(MeetingPage, on_delete=models.PROTECT, related_name="follow_up_talks")
    summary = models.TextField(_("what else you talked about"), blank=True)
    held_on = models.DateField(_("held"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = models.Manager.from_queryset(FollowUpTalkQuerySet)()

    class Meta:
        ordering = ["planned_on", "id"]
        verbose_name = _("follow-up talk")
        verbose_name_plural = _("follow-up talks")
        indexes = [models.Index(fields=["held_on", "planned_on"], name="follow_up_talks_to_come")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(held_on=None), name="one_open_follow_up_talk_for_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def proposed_on(self, starts_at: datetime | None) -> date | None:
        return self.planned_on


class TalkLine(VersionedModel):
    """What is written on one agreement until the talk is held, which makes a status of it. The two who talk see it."""

    talk = models.ForeignKey(FollowUpTalk, on_delete=models.CASCADE, related_name="lines")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="talk_lines")
    status = models.CharField(_("status"), max_length=20, choices=AgreementStatus)
    note = models.TextField(_("note"), blank=True)
    new_due_on = models.DateField(_("new date"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: The version of the agreement that it was written for.
    agreement_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("line of a follow-up talk")
        verbose_name_plural = _("lines of follow-up talks")
        constraints = [models.UniqueConstraint(fields=["talk", "agreement"], name="one_line_for_an_agreement")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
