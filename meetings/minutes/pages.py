"""The written record of a meeting."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.locks import BaseLock

from foundation.model_fields import StreamField
from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.approved_lock import ApprovedLock
from meetings.minutes.content import AgreementRow, EarlierRow, Section
from meetings.minutes.enums import MinutesState
from meetings.minutes.wish_fields import WishRow
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.pages import ModeratedPage
from meetings.units.pages import UnitPage

#: What `MinutesPage.with_meeting` loads of other rows.
WITH_MEETING = (
    "unit__title", "unit__url_path", "unit__area", "unit__kind", "meeting__title", "meeting__url_path",
    "meeting__state", "meeting__starts_at", "meeting__room", "meeting__agenda", "meeting__unit",
    "meeting__cycle__school_year", "meeting__covers_school_development_talk", "latest_revision__created_at",
)  # fmt: skip


class MinutesPage(ModeratedPage):
    """Written together, approved by the head of area, then frozen; corrections are addenda.

    The page has the text as last submitted, with one revision for each submission; `record.py` has it in its frozen
    form. While it is a draft, the text on each agenda item is in `MeetingItem.notes`, and `sections` is not current.
    """

    shows_drafts: ClassVar[bool] = True
    moderated_kind = ModeratedKind.MINUTES
    submitted_by_field = "submitted_by"
    #: Readers see the frozen text.
    not_served: ClassVar[tuple[str, ...]] = (
        "earlier", "sections", "agreements", "wishes", "adjust_frame", "adjust_content", "sender",
    )  # fmt: skip
    served_with: ClassVar[dict[str, tuple[str, ...]]] = {
        "unit": ("title", "url_path"),
        "unit__area": ("title",),
        "meeting": ("title", "url_path"),
        "meeting__unit": ("title", "url_path"),
        "meeting__cycle": ("school_year",),
    }

    meeting = models.OneToOneField(
        MeetingPage, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="minutes_page"
    )
    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(_("state"), max_length=20, choices=MinutesState, default=MinutesState.DRAFT)
    earlier = StreamField([("earlier", EarlierRow.block())], verbose_name=_("agreements of earlier years"), blank=True)
    sections = StreamField([("section", Section.block())], verbose_name=_("text"), blank=True)
    agreements = StreamField([("agreement", AgreementRow.block())], verbose_name=_("agreements"), blank=True)
    wishes = StreamField([("wish", WishRow.block())], verbose_name=_("wishes to the administration"), blank=True)
    adjust_frame = models.TextField(_("what to adjust in the frame"), blank=True)
    adjust_content = models.TextField(_("what to adjust in the content"), blank=True)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Sends the minutes besides the agreement holder, who named them.
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.TextField(_("why it was sent back"), blank=True)
    #: Incremented by each save and submission; a form that showed an older one gets a conflict instead of overwriting.
    version = models.PositiveIntegerField(default=1)

    action_fields: ClassVar[tuple[str, ...]] = (
        "meeting", "unit", "state", "saved_at", "saved_by", "submitted_at", "submitted_by", "sender", "return_reason",
        "version",
    )  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["meetings.MeetingPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/minutes/minutes_page.html"

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        indexes = [models.Index(fields=["state", "submitted_at"], name="minutes_by_state")]

    @classmethod
    def with_meeting(cls, pk: int) -> Self:
        """The minutes with what `content_of` and the moderation read of other rows. One query."""
        own = (field.name for field in cls._meta.concrete_fields)
        pages = cls.objects.select_related("unit", "meeting__cycle", "latest_revision").only(*own, *WITH_MEETING)
        page = pages.get(pk=pk)
        page.meeting.unit = page.unit
        return page

    @property
    def is_approved(self) -> bool:
        return self.state == MinutesState.APPROVED

    def get_lock(self) -> BaseLock | None:
        return ApprovedLock(self) if self.is_approved else super().get_lock()
