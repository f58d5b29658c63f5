"""Model: what each section of a draft contained after each save, so that writers can merge, compare and bring back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.meeting.pages import MeetingPage


class SectionVersion(models.Model):
    """The content of one section of a draft after one save; the newest is what the draft contains.

    The text itself stands where it always did (agenda item, page, participants). The first save of a section also keeps
    what stood there before. All versions of a meeting are deleted when its minutes are approved, those between two
    pauses of a writer in the night (`thin_out_versions`).
    """

    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="section_versions")
    #: The section: see `Key` in writing/sections.py.
    part = models.CharField(max_length=20)
    row_id = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    #: Short hash of the content, which forms carry as the version they saw.
    fingerprint = models.CharField(max_length=16)
    #: None: the section was taken out.
    content: models.JSONField = models.JSONField(null=True)
    #: Version of the minutes after the save; 0 before the minutes were begun.
    minutes_version = models.PositiveIntegerField(default=0)
    #: None: changed elsewhere than in the minutes, or before versions were kept.
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a section")
        verbose_name_plural = _("versions of sections")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "part", "row_id", "number"], name="one_section_version_a_number")
        ]
        indexes = [models.Index(fields=["meeting", "minutes_version"], name="section_versions_since")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.part} {self.row_id} v{self.number}"
