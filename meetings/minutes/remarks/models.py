"""A round for remarks, who reads in it, their remarks, and links for readers without an account."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.meeting.item import MeetingItem
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_link import ParticipantLink
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.enums import AuthorChoice


class RemarkRound(models.Model):
    """The draft was sent to the participants, who may remark until `ends_on`; or it was left out, with a reason.

    It is over when that day has passed, or at `ended_at`: everybody has answered, or it was ended early with a
    `reason`. One that was left out has no `ends_on`. The minutes stay a draft while it runs.
    """

    minutes = models.ForeignKey(MinutesPage, on_delete=models.CASCADE, related_name="remark_rounds")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ends_on = models.DateField(_("last day for remarks"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Why there was none, or why it ended before its day. The head of area reads it.
    reason = models.TextField(_("why the round was left out"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("round for remarks")
        verbose_name_plural = _("rounds for remarks")
        constraints = [
            models.CheckConstraint(
                name="no_round_has_a_reason",
                condition=Q(ends_on__isnull=False) | (~Q(reason="") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.ends_on}"

    @property
    def was_left_out(self) -> bool:
        return self.ends_on is None

    def runs_on(self, today: date) -> bool:
        return self.ended_at is None and self.ends_on is not None and today <= self.ends_on


class RoundReader(models.Model):
    """A participant to whom the draft was sent. `done_at`: when they said that they have no (more) remarks."""

    round = models.ForeignKey(RemarkRound, on_delete=models.CASCADE, related_name="readers")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="remark_rounds")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reader of the draft")
        verbose_name_plural = _("readers of the draft")
        constraints = [models.UniqueConstraint(fields=["round", "participant"], name="one_reader_a_participant")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.participant_id}"


class Remark(VersionedModel):
    """What a participant says about an agenda item of the draft, or about the minutes as a whole (`item` is None).

    The writers answer it, and say whether they took it into the text. Its author may keep or withdraw it until the
    minutes are submitted.
    """

    round = models.ForeignKey(RemarkRound, on_delete=models.CASCADE, related_name="remarks")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="remarks")
    item = models.ForeignKey(MeetingItem, null=True, blank=True, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(_("remark"))
    written_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    is_taken_in = models.BooleanField(_("taken into the text"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(max_length=10, choices=AuthorChoice, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        return self.choice == AuthorChoice.WITHDRAWN

    @property
    def waits_for_answer(self) -> bool:
        return self.answered_at is None and not self.is_withdrawn

    @property
    def stands(self) -> bool:
        """Whether it stands beside the approved minutes: the author keeps it, or has not said and it is not taken
        in."""
        return self.choice == AuthorChoice.KEPT or (not self.choice and not self.is_taken_in)


class MinutesLink(ParticipantLink):
    """A link to the draft in a round, or to the approved minutes (`round` is None), for a participant without account.

    It opens with a code that is mailed to the participant. Of link and code only hashes are stored.
    """

    minutes = models.ForeignKey(MinutesPage, on_delete=models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(RemarkRound, null=True, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, blank=True)
    code_made_at = models.DateTimeField(null=True)
    #: Wrong codes since the last one was sent.
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("link to minutes")
        verbose_name_plural = _("links to minutes")
