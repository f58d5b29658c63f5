"""What is known of a person who is invited to something, with or without an account: the address and the answer."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.meeting.enums import Reply


class InvitedPerson(models.Model):
    """Abstract model of a participant of a meeting and of an invitee of a forum day."""

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    reply = models.CharField(_("answer"), max_length=10, choices=Reply, blank=True)
    reply_note = models.CharField(_("a line to the leader"), max_length=300, blank=True)
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def described(self) -> str:
        """What tells this person from another of the same name."""
        return self.email

    def set_reply(self, reply: str, now: datetime) -> None:
        """Set the Reply that somebody else notes, "" for none; what the person wrote goes with the answer before. It
        is not saved."""
        self.reply, self.reply_note, self.replied_at = reply, "", now if reply else None
