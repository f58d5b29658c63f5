"""Who is asked at which meeting, and what they answer."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_link import ParticipantLink
from meetings.questionnaires.pages import QuestionnairePage


class AnswerRound(models.Model):
    """A questionnaire at one meeting: it can be answered until `closes_on`, and is closed by the nightly task."""

    questionnaire = models.ForeignKey(QuestionnairePage, on_delete=models.PROTECT, related_name="rounds")
    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="answer_rounds")
    opened_on = models.DateField()
    closes_on = models.DateField(_("last day for answers"))
    closed_on = models.DateField(null=True, blank=True)
    #: How many were asked and answered, noted when it closes.
    asked_count = models.PositiveSmallIntegerField(default=0)
    answer_count = models.PositiveSmallIntegerField(default=0)
    #: The last day on which answers are kept; set when it closes.
    delete_after = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("round of answers")
        verbose_name_plural = _("rounds of answers")
        constraints = [models.UniqueConstraint(fields=["questionnaire", "meeting"], name="asked_once_a_meeting")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id}: {self.meeting_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class Answer(VersionedModel):
    """What one person answered: `values` by the name of the question. It does not know the person; `Respondent` does.

    No time is stored. When a round without names closes, its rows are written anew in random order, with new keys and
    without the day (close_round).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(AnswerRound, on_delete=models.CASCADE, related_name="answers")
    values = models.JSONField(default=dict)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("answer to a questionnaire")
        verbose_name_plural = _("answers to questionnaires")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Respondent(models.Model):
    """A person who is asked: a participant, or somebody of the leadership team. `answer` is what they answered.

    Without names these rows are deleted when the round closes.
    """

    round = models.ForeignKey(AnswerRound, on_delete=models.CASCADE, related_name="respondents")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    answer = models.OneToOneField(Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="respondent")

    class Meta:
        ordering = ["id"]
        verbose_name = _("person who is asked")
        verbose_name_plural = _("people who are asked")
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="a_user_is_asked_once"),
            models.UniqueConstraint(fields=["round", "participant"], name="a_participant_is_asked_once"),
            models.CheckConstraint(
                name="somebody_is_asked",
                condition=models.Q(user__isnull=False) | models.Q(participant__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.pk}"

    @property
    def name(self) -> str:
        return self.participant.name if self.participant else self.user.name if self.user else ""


class AnswerLink(ParticipantLink):
    """A link for a participant without an account, until the round closes."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to a questionnaire")
        verbose_name_plural = _("links to questionnaires")
