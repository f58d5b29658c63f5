"""The address of a person's private calendar feed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.meeting.participants.participant_link import ParticipantLink


class CalendarFeed(ParticipantLink):
    """One for a person who uses a feed; a new address replaces the row. What it shows is asked when it is read."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
