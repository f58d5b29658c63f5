"""Participants and preparation steps of a meeting."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.forms.optimistic_lock import VersionedModel
from meetings.meeting.enums import Attendance
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participants.invited import InvitedPerson
from meetings.meeting.working_days import working_day_by
from meetings.template.enums import Requirement

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class Participant(InvitedPerson):
    """One person in one meeting. Taking part gives no access rights; only memberships do.

    A parent on the board may have no account: then `user` is empty, and only name and e-mail are stored.
    """

    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    requirement = models.CharField(_("takes part"), max_length=10, choices=Requirement, default=Requirement.MUST)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    #: Who comes instead, as the participant proposes; invited when the agreement holder confirms it.
    substitute_name = models.CharField(_("name of the substitute"), max_length=150, blank=True)
    substitute_email = models.EmailField(_("e-mail of the substitute"), blank=True)

    class Meta:
        ordering = ["requirement", "role", "name"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="one_invitation_an_address")]

    @property
    def described(self) -> str:
        return str(self.get_role_display())

    def set_reply(self, reply: str, now: datetime) -> None:
        super().set_reply(reply, now)
        self.substitute_name = self.substitute_email = ""


class AppointmentFields(VersionedModel):
    """When, where and with whom something is: an appointment, with mails and a calendar entry, once it has a day, a
    beginning and an end; before that a day that is only noted."""

    title: "StrOrPromise"
    planned_on = models.DateField(_("date"), null=True, blank=True)
    begins_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("who takes part"), blank=True, related_name="+"
    )
    #: SEQUENCE of the calendar object (RFC 5545, 3.8.7.4), incremented with every announced change.
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def is_appointment(self) -> bool:
        return bool(self.planned_on and self.begins_at and self.ends_at)

    def proposed_on(self, starts_at: datetime | None) -> date | None:
        """The working day that is proposed for a meeting that begins then; None where nothing is."""
        raise NotImplementedError


class PreparationStep(AppointmentFields):
    """A preparation meeting, copied from the template; unit and consultant add when and where it is, and its result."""

    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="preparation_steps")
    block_id = models.UUIDField(null=True)  # id of the template's block
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=250)
    duration = models.CharField(_("length"), max_length=80, blank=True)
    text = models.TextField(_("what it decides"), blank=True)
    #: How long before the meeting the template wants it.
    weeks_before = models.PositiveSmallIntegerField(null=True, blank=True)
    decided = models.TextField(_("what we agreed"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("preparation step")
        verbose_name_plural = _("preparation steps")

    def __str__(self) -> str:
        return self.title

    def proposed_on(self, starts_at: datetime | None) -> date | None:
        """The working day that the template proposes for a meeting that begins then; None where it says nothing."""
        if starts_at is None or self.weeks_before is None:
            return None
        return working_day_by(timezone.localdate(starts_at) - timedelta(weeks=self.weeks_before))
