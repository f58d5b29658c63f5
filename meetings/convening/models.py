"""Links by which a participant answers the invitation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_link import ParticipantLink


class ReplyLink(ParticipantLink):
    """A link in a mail to one participant; it goes with the participant."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="reply_links")

    class Meta:
        verbose_name = _("link for an answer")
        verbose_name_plural = _("links for answers")
