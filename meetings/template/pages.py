"""The frame of the year, written by central editors."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from foundation.fields import StreamField
from foundation.pages import BasePage
from meetings.template.blocks import (
    AgendaStreamBlock,
    ParticipantsStreamBlock,
    PreparationStreamBlock,
    SentencesStreamBlock,
)

SCHOOL_YEAR = re.compile(r"^(\d{4})/(\d{4})$")


def valid_school_year(value: str) -> None:
    """A school year is two years that follow each other, as 2026/2027 (1 August to 31 July)."""
    match = SCHOOL_YEAR.match(value)
    if not match or int(match[2]) != int(match[1]) + 1:
        raise ValidationError(_("Write the school year as two years that follow each other, for example 2026/2027."))


class TemplateIndexPage(BasePage):
    """All templates, one a school year."""

    in_editor: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.TemplatePage"]
    max_count: ClassVar[int] = 1
    template = "meetings/template/template_index_page.html"

    class Meta:
        verbose_name = _("templates")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from meetings.units import access

        templates = access.visible_to(request.user, TemplatePage).order_by("-school_year")
        return super().get_context(request, *args, **kwargs) | {"templates": templates}


class TemplatePage(BasePage):
    """Agenda, time, required data and focus of one school year."""

    in_editor: ClassVar[bool] = True

    school_year = models.CharField(_("school year"), max_length=9, validators=[valid_school_year], unique=True)
    purpose = models.TextField(_("purpose"), blank=True)
    contributes_to = StreamField(
        SentencesStreamBlock(required=False), verbose_name=_("the meeting contributes to"), blank=True
    )
    total_minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=240)
    frequency = models.CharField(_("how often and when"), max_length=300, blank=True)
    responsible = models.TextField(_("who is responsible for what"), blank=True)
    participants = StreamField(ParticipantsStreamBlock(required=False), verbose_name=_("participants"), blank=True)
    preparation = StreamField(PreparationStreamBlock(required=False), verbose_name=_("preparation"), blank=True)
    agenda = StreamField(AgendaStreamBlock(required=False), verbose_name=_("agenda"), blank=True)
    follow_up = StreamField(SentencesStreamBlock(required=False), verbose_name=_("after the meeting"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["meetings.TemplateIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/template/template_page.html"
    search_fields = [*BasePage.search_fields, index.SearchField("purpose"), index.FilterField("school_year")]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("school_year"),
        MultiFieldPanel([FieldPanel("purpose"), FieldPanel("contributes_to")], heading=_("Purpose")),
        MultiFieldPanel(
            [
                FieldPanel("participants"),
                FieldPanel("total_minutes"),
                FieldPanel("frequency"),
                FieldPanel("responsible"),
            ],
            heading=_("Frame"),
        ),
        FieldPanel("preparation"),
        FieldPanel("agenda"),
        FieldPanel("follow_up"),
    ]

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
