"""Page of the dialogue meeting of one unit in one school year."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.models import Revision

from foundation.model_fields import StreamField
from foundation.pages import BasePage
from meetings.cycle.models import Cycle
from meetings.meeting.enums import CONVENED_STATES, GATHERING_STATES, MINUTES_NOT_SENT, MeetingState
from meetings.template.blocks import AgendaStreamBlock, agenda_items_for
from meetings.units.pages import UnitPage


class MeetingPage(BasePage):
    """A unit's meeting. Its agenda is a copy of the template version it was started with."""

    served_with: ClassVar[dict[str, tuple[str, ...]]] = {
        "unit": ("title", "url_path", "kind"),
        "unit__area": ("title",),
        "cycle": ("school_year",),
        "cycle__template": ("url_path", "live_revision"),
        "minutes_page": ("state", "unit", "return_reason"),
    }

    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="meetings")
    cycle = models.ForeignKey(Cycle, verbose_name=_("year"), on_delete=models.PROTECT, related_name="meetings")
    template_revision = models.ForeignKey(
        Revision, verbose_name=_("version of the template"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=20, choices=MeetingState, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    total_minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=240)
    room = models.CharField(_("room"), max_length=200, blank=True)
    agenda = StreamField(AgendaStreamBlock(required=False), verbose_name=_("agenda"), blank=True)
    covers_school_development_talk = models.BooleanField(
        _("covers the school development talk (§ 40 a)"), default=False
    )
    invited_at = models.DateTimeField(_("convened"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: SEQUENCE of the calendar object (RFC 5545, 3.8.7.4), incremented with every announced change.
    invitation_sequence = models.PositiveSmallIntegerField(default=0)
    #: Length and agenda as last announced to the participants (meetings.convening.announced_agenda).
    announced_agenda = models.JSONField(default=dict, blank=True, editable=False)
    #: Why the meeting was cancelled or reopened, as the user wrote it.
    state_reason = models.TextField(_("reason"), blank=True)
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    #: Incremented at each save; a form with an older version gets a conflict instead of overwriting.
    version = models.PositiveIntegerField(default=1)

    action_fields: ClassVar[tuple[str, ...]] = (
        "unit", "cycle", "template_revision", "state", "invited_at", "invited_by", "invitation_sequence",
        "announced_agenda", "state_reason", "held_at", "version",
    )  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["meetings.UnitPage"]
    subpage_types: ClassVar[list[str]] = ["meetings.MinutesPage"]
    template = "meetings/meeting/meeting_page.html"

    class Meta:
        verbose_name = _("dialogue meeting")
        verbose_name_plural = _("dialogue meetings")
        constraints = [models.UniqueConstraint(fields=["unit", "cycle"], name="one_meeting_a_unit_and_year")]
        indexes = [models.Index(fields=["starts_at"], name="meeting_by_day")]

    @property
    def school_year(self) -> str:
        return self.cycle.school_year

    @property
    def accepts_evidence(self) -> bool:
        """Whether evidence can be added: at the meeting too, and until its minutes are sent for approval.

        One query for a held meeting whose minutes are not loaded.
        """
        if self.state != MeetingState.HELD:
            return self.state in GATHERING_STATES
        minutes = getattr(self, "minutes_page", None)
        return minutes is None or minutes.state == MINUTES_NOT_SENT

    @property
    def is_convened(self) -> bool:
        return self.state in CONVENED_STATES

    @property
    def agenda_items(self) -> list[StreamValue.StreamChild]:
        """The agenda items that apply to this kind of unit."""
        return agenda_items_for(self.agenda, self.unit.kind)
