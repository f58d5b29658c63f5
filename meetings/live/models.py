"""The row of a meeting that is led on its screen: where it is in the agenda, and the clock."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage


class LiveMeeting(VersionedModel):
    """Made when somebody is named to lead the meeting, or when it begins. Each act of the chair is a new version."""

    meeting = models.OneToOneField(MeetingPage, on_delete=models.CASCADE, related_name="live_meeting")
    #: Chairs the meeting besides the agreement holder, who named them.
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_column="leader_id",
    )
    began_at = models.DateTimeField(_("begun"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    #: Id of the agenda block that is the present item: an item of the agenda or a break.
    block_id = models.UUIDField(null=True, blank=True)
    #: Since when the clock of the present item runs; None while the meeting pauses.
    running_since = models.DateTimeField(null=True, blank=True)
    #: Seconds that the present item had before `running_since`.
    seconds = models.PositiveIntegerField(default=0)
    #: Minutes that the chair gave the present item on top of its own.
    extra_minutes = models.PositiveSmallIntegerField(default=0)
    #: The contribution on the projector; None for the present item itself.
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("meeting on its screen")
        verbose_name_plural = _("meetings on their screen")

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.block_id}"

    @property
    def is_running(self) -> bool:
        """Whether the meeting has begun and is not ended, also while it pauses."""
        return self.began_at is not None and self.ended_at is None

    def seconds_used(self, now: datetime) -> int:
        """Return the seconds that the present item has had, pauses left out."""
        since = self.running_since
        return self.seconds + (max(0, int((now - since).total_seconds())) if since else 0)
