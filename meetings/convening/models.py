"""Links by which a participant answers the invitation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.meeting.participant import Participant


class ReplyLink(models.Model):
    """A link in a mail to one participant. Only the hash of its secret is stored; it goes with the participant."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="reply_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("link for an answer")
        verbose_name_plural = _("links for answers")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
