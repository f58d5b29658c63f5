"""Template pages, written by central editors: the frame of a school year's meetings."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.search import index

from foundation.editor.permissions import EDITING
from foundation.model_fields import StreamField
from foundation.pages import BasePage
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.pages import ModeratedPage
from meetings.template.blocks import (
    EMPHASIS_HELP,
    AgendaStreamBlock,
    ParticipantsStreamBlock,
    PreparationStreamBlock,
    SentencesStreamBlock,
)
from meetings.template.forms import TemplatePageForm
from meetings.template.panels import FocusInputPanel, FocusPanel, MeetingsPanel, OldYearsPanel, TimePanel
from meetings.template.readiness import missing_parts
from meetings.template.school_years import valid_school_year
from meetings.units.enums import UnitKind


class TemplateIndexPage(BasePage):
    """Index of all templates, one per school year."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.TemplatePage"]
    max_count: ClassVar[int] = 1
    template = "meetings/template/template_index_page.html"
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("templates")

    def editor_may(self, action: str) -> bool:
        """Return whether editors may. A new template is published at once only while templates need no approval."""
        if action == "publish_subpage":
            return not TemplatePage().needs_approval
        return action in (*EDITING, "add_subpage")


class TemplatePage(ModeratedPage):
    """Template of one school year: agenda, time, required data and focus."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    shows_drafts: ClassVar[bool] = True
    not_served: ClassVar[tuple[str, ...]] = ("remark_days", "document_headings")

    moderated_kind = ModeratedKind.TEMPLATE

    school_year = models.CharField(_("school year"), max_length=9, validators=[valid_school_year], unique=True)
    purpose = models.TextField(_("purpose"), blank=True)
    contributes_to = StreamField(
        SentencesStreamBlock(required=False), cached=True, verbose_name=_("the meeting contributes to"), blank=True
    )
    total_minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=240)
    frequency = models.CharField(_("how often and when"), max_length=300, blank=True)
    responsible = models.TextField(_("who is responsible for what"), blank=True)
    participants = StreamField(
        ParticipantsStreamBlock(required=False), cached=True, verbose_name=_("participants"), blank=True
    )
    preparation = StreamField(
        PreparationStreamBlock(required=False), cached=True, verbose_name=_("preparation"), blank=True
    )
    agenda = StreamField(AgendaStreamBlock(required=False), cached=True, verbose_name=_("agenda"), blank=True)
    follow_up = StreamField(
        SentencesStreamBlock(required=False), cached=True, verbose_name=_("after the meeting"), blank=True
    )
    #: How long the participants can remark on the draft of the minutes.
    remark_days = models.PositiveSmallIntegerField(
        _("days for remarks on the draft of the minutes"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    #: Headings of the imported document, kept because no text of a document is dropped.
    document_headings = models.TextField(_("the document's headings"), blank=True)

    #: What editors answered to what last year's meetings said, as it was when the template was published
    #: (meetings/insights/frame_changes/publish_changes.py).
    changes: models.JSONField = models.JSONField(default=list, blank=True, editable=False)

    action_fields: ClassVar[tuple[str, ...]] = ("changes",)
    parent_page_types: ClassVar[list[str]] = ["meetings.TemplateIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/template/template_page.html"
    base_form_class = TemplatePageForm
    search_fields = [*BasePage.search_fields, index.SearchField("purpose"), index.FilterField("school_year")]
    preview_modes: ClassVar[list[tuple[str, Promise]]] = [
        (UnitKind.SCHOOL.value, _("As a school sees it")),
        (UnitKind.DAYCARE.value, _("As a daycare sees it")),
    ]

    frame_panels: ClassVar[list[Panel]] = [
        OldYearsPanel(),
        FocusPanel(),
        FieldPanel("title", help_text=_("Shown at the top of the page, for example “Dialogue meetings 2026/2027”.")),
        FieldPanel("school_year", help_text=_("One template per school year, written as 2026/2027.")),
        MultiFieldPanel(
            [FieldPanel("purpose", help_text=EMPHASIS_HELP), FieldPanel("contributes_to")], heading=_("Purpose")
        ),
        MultiFieldPanel([FieldPanel("frequency"), FieldPanel("responsible")], heading=_("When and who")),
        FieldPanel("participants", help_text=_("Who takes part, and who may. Names of persons do not belong here.")),
        FieldPanel("preparation", help_text=_("The meetings before the meeting, in the order they are held.")),
        FieldPanel("follow_up", help_text=_("What happens after the meeting, one thing per sentence.")),
        FieldPanel(
            "remark_days",
            help_text=_("The participants read the draft before it is sent for approval, and can remark on each item."),
        ),
    ]
    agenda_panels: ClassVar[list[Panel]] = [
        FieldPanel("total_minutes", help_text=_("Breaks included. 240 is four hours.")),
        TimePanel(heading=_("Time")),
        MeetingsPanel(),
        FocusInputPanel(heading=_("Notes for the area since the last template")),
        FieldPanel("agenda"),
    ]
    document_panels: ClassVar[list[Panel]] = [
        HelpPanel(
            heading=_("From the document"),
            content=_("An imported document's headings are kept here. Nobody but you sees them; delete them freely."),
        ),
        FieldPanel("document_headings"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(frame_panels, heading=_("Frame")),
            ObjectList(agenda_panels, heading=_("Agenda")),
            ObjectList(document_panels, heading=_("From the document")),
        ]
    )

    slug: str  # defined by Wagtail without type

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Set the slug from the school year: /skabeloner/2026-2027/."""
        self.slug = self.school_year.replace("/", "-") or self.slug
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.slug = self.school_year.replace("/", "-") or self.slug
        super().minimal_clean()

    def save(self, clean: bool = True, *args: object, **kwargs: object) -> None:
        """Refuse to save an incomplete live template, however it was published. Raises ValidationError."""
        if clean and self.live and (lacks := missing_parts(self)):
            raise ValidationError({lack.field: lack.message for lack in lacks})
        super().save(clean, *args, **kwargs)

    def editor_may(self, action: str) -> bool:
        """Return whether editors may. A template of a started year is not deleted or unpublished; copies are made by
        "new template from last year's", because a school year has one template only. While templates have a workflow,
        nobody publishes one by themselves: it is submitted, and another editor decides."""
        if action in ("publish", "submit_for_moderation"):
            return self.needs_approval == (action != "publish")
        return action in EDITING or (action in ("delete", "unpublish") and not self.is_started)

    @cached_property
    def needs_approval(self) -> bool:
        return self.has_workflow

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return self.get_context(request, kind=UnitKind(mode_name), is_preview=True)

    def get_admin_display_title(self) -> str:
        """Prefix the school year, since templates of different years often have the same title."""
        return f"{self.school_year}: {super().get_admin_display_title()}"

    @cached_property
    def is_started(self) -> bool:
        """Whether a year (Cycle) has been started from this template."""
        return self.pk is not None and self.cycles.exists()
