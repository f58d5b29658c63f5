"""Notes for an area, and the passages of units that they quote."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from foundation.model_fields import StreamField
from meetings.agreements.models import Agreement
from meetings.forum.pages import ExamplePage
from meetings.insights.across.enums import PassageKind
from meetings.insights.across.passage import about
from meetings.insights.area_note.blocks import AreaNoteStreamBlock
from meetings.insights.area_note.enums import DECIDED_STATES, Clearance, NoteState
from meetings.meeting.item import MeetingItem
from meetings.minutes.record import ApprovalRecord
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.pages import ModeratedPage
from meetings.support_requests.models import SupportRequest
from meetings.units.pages import AreaPage, UnitPage


class AreaNotePage(ModeratedPage):
    """What the head and the consultants of an area take with them from what its units said.

    Approved it is input to the next template; published, all leaders read it. It is live while it is published.
    """

    shows_drafts: ClassVar[bool] = True
    moderated_kind = ModeratedKind.AREA_NOTE
    submitted_by_field = "submitted_by"
    served_with: ClassVar[dict[str, tuple[str, ...]]] = {
        "area": ("title", "url_path"),
        "submitted_by": ("name", "email"),
        "approved_by": ("name", "email"),
    }

    area = models.ForeignKey(AreaPage, verbose_name=_("area"), on_delete=models.PROTECT, related_name="notes")
    #: Of the latest year that it quotes.
    school_year = models.CharField(_("school year"), max_length=9)
    body = StreamField(AreaNoteStreamBlock(required=False), verbose_name=_("text"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=NoteState, default=NoteState.DRAFT)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    return_reason = models.TextField(_("why it was sent back"), blank=True)
    version = models.PositiveIntegerField(default=1)

    action_fields: ClassVar[tuple[str, ...]] = (
        "area", "school_year", "state", "submitted_by", "submitted_at", "approved_by", "approved_at", "published_at",
        "return_reason", "version",
    )  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["meetings.AreaPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/insights/note.html"

    class Meta:
        verbose_name = _("note for the area")
        verbose_name_plural = _("notes for the area")
        indexes = [models.Index(fields=["state", "-approved_at"], name="notes_by_state")]

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED_STATES


class QuotedPassage(VersionedModel):
    """Words of a unit in a note, frozen as they were when they were taken along, and what the unit says about it.

    Exactly one of the sources is set; when its row is deleted, so is this one. `source` is the passage's key
    (meetings/insights/across/passage.py).
    """

    note = models.ForeignKey(AreaNotePage, on_delete=models.CASCADE, related_name="passages")
    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="quoted_passages")
    kind = models.CharField(_("kind"), max_length=20, choices=PassageKind)
    school_year = models.CharField(_("school year"), max_length=9)
    topic = models.CharField(_("subject"), max_length=200, blank=True)
    label = models.CharField(_("question"), max_length=200, blank=True)
    words = models.TextField(_("words"))
    source = models.CharField(max_length=120)
    #: The page on which the words stand.
    place = models.CharField(max_length=255)
    item = models.ForeignKey(MeetingItem, null=True, on_delete=models.CASCADE, related_name="quoted_in")
    wish = models.ForeignKey(SupportRequest, null=True, on_delete=models.CASCADE, related_name="quoted_in")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.CASCADE, related_name="quoted_in")
    example = models.ForeignKey(ExamplePage, null=True, on_delete=models.CASCADE, related_name="quoted_in")
    record = models.ForeignKey(ApprovalRecord, null=True, on_delete=models.CASCADE, related_name="quoted_in")
    clearing = models.CharField(_("the unit's answer"), max_length=10, choices=Clearance, default=Clearance.NOT_ASKED)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("quoted passage")
        verbose_name_plural = _("quoted passages")
        constraints = [models.UniqueConstraint(fields=["note", "source"], name="a_note_quotes_a_passage_once")]
        indexes = [models.Index(fields=["unit", "clearing"], name="passages_to_clear")]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.source}"

    @property
    def about(self) -> str:
        """What the words are: the kind, the initiative and the question."""
        return " · ".join(filter(None, [self.get_kind_display(), about(self.topic, self.label, self.kind)]))
