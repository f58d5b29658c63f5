"""The municipality that runs the system: name, colours, contact."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from foundation.brand_colours import READABLE, WHITE, contrast

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def readable_colour(value: str) -> None:
    if not HEX_COLOUR.fullmatch(value):
        raise ValidationError(_("Write the colour as # and six digits, for example #1d4f5c."))
    if contrast(value, WHITE) < READABLE:
        raise ValidationError(_("This colour is too light to read on white. Choose a darker one."))


@register_setting(icon="cog")
class Municipality(BaseSiteSetting):
    name = models.CharField(_("municipality"), max_length=120, default="Kommunen")
    brand_colour = models.CharField(
        _("colour of buttons and links"), max_length=7, default="#1d4f5c", validators=[readable_colour]
    )
    accent_colour = models.CharField(_("second colour"), max_length=7, default="#8a4b2a", validators=[readable_colour])
    contact_name = models.CharField(_("who helps"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail for help"), blank=True)
    accessibility_statement_url = models.URLField(
        _("address of the accessibility statement"),
        blank=True,
        help_text=_("The statement made in the WAS tool (Act 692 of 2018). Empty shows our own draft."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("brand_colour"),
        FieldPanel("accent_colour"),
        FieldPanel("contact_name"),
        FieldPanel("contact_email"),
        FieldPanel("accessibility_statement_url"),
    ]

    class Meta:
        verbose_name = _("municipality")
