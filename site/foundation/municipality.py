"""Site settings of the municipality: name, colours, contact, retention periods."""

import re
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from foundation.brand_colours import READABLE, WHITE, contrast
from foundation.compiled_query import CompiledQuery
from foundation.editor.forms import EditorForm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def readable_colour(value: str) -> None:
    if not HEX_COLOUR.fullmatch(value):
        raise ValidationError(_("Write the colour as # and six digits, for example #1d4f5c."))
    if contrast(value, WHITE) < READABLE:
        raise ValidationError(_("This colour is too light to read on white. Choose a darker one."))


RETENTION_FIELDS = (
    "keep_image_days", "keep_film_days", "keep_sound_days", "keep_document_days", "keep_words_days",
    "keep_childrens_voice_days", "keep_figures_days",
)  # fmt: skip


class ArchiveRule(models.TextChoices):
    """What happens to contributions and files that approved minutes refer to, when their date of deletion has passed.

    Municipalities may not delete records that must be preserved (bekendtgørelse 995/2010); the municipal archivist
    decides.
    """

    KEEP = "keep", _("Kept, shown to nobody, for the years below after the approval, and then deleted")
    DELETE = "delete", _("Deleted on their date like all others; the minutes say that they were")


def days_field(default: int, name: "StrOrPromise", hint: "StrOrPromise" = "") -> models.PositiveIntegerField:
    """Return a model field for a number of days, between a week and ten years."""
    bounds = [MinValueValidator(7), MaxValueValidator(3650)]
    return models.PositiveIntegerField(name, default=default, validators=bounds, help_text=hint)


@register_setting(icon="cog")
class Municipality(BaseSiteSetting):
    name = models.CharField(_("municipality"), max_length=120, default="Kommunen")
    brand_colour = models.CharField(
        _("colour of buttons and links"), max_length=7, default="#1d4f5c", validators=[readable_colour]
    )
    accent_colour = models.CharField(_("second colour"), max_length=7, default="#8a4b2a", validators=[readable_colour])
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(
        _("contact telephone"),
        max_length=20,
        blank=True,
        help_text=_("An accessibility statement must name both a telephone and a written way (order 904 of 2019)."),
    )
    accessibility_statement_url = models.URLField(
        _("address of the accessibility statement"),
        blank=True,
        help_text=_("The statement made in the WAS tool (Act 692 of 2018). Empty shows our own draft."),
    )

    keep_image_days = days_field(365, _("photos are kept, days"))
    keep_film_days = days_field(365, _("films are kept, days"))
    keep_sound_days = days_field(365, _("sound recordings are kept, days"))
    keep_document_days = days_field(3 * 365, _("documents are kept, days"))
    keep_words_days = days_field(
        3 * 365,
        _("stories and observations are kept, days"),
        _("Words beside a photo, a film, a recording or a document are kept as long as it is."),
    )
    keep_childrens_voice_days = days_field(365, _("children's own words are kept, days"))
    keep_figures_days = days_field(5 * 365, _("figures are kept, days"))
    keep_at_most_days = days_field(
        5 * 365,
        _("maximum, days"),
        _("Counted from the day it was brought. Nobody can choose a later date of deletion, or extend beyond it."),
    )
    archive_rule = models.CharField(
        _("evidence used in approved minutes"), max_length=10, choices=ArchiveRule, default=ArchiveRule.KEEP
    )
    archive_years = models.PositiveIntegerField(
        _("years after the approval"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Ask the municipal archivist: long enough for the minutes to be journalised."),
    )

    minutes_link_days = days_field(
        90,
        _("approved minutes can be read by a link, days"),
        _(
            "Participants without an account get a link and a code by mail. Remarks that do not stand beside the "
            "minutes are deleted after the same time."
        ),
    )

    answer_wishes_days = days_field(
        28,
        _("wishes to the administration are answered within, days"),
        _("Counted from the day the administration can see the wish. The day of one wish can be changed."),
    )

    #: For the menu: [title, address, readers] of each section of articles in which something can be read. Written by
    #: meetings/articles/list_sections.py only, so that no page asks for it.
    sections: models.JSONField = models.JSONField(default=list, editable=False)

    #: Of the logo in meetings.DocumentSettings, which is not read with every page; empty without one. Written there.
    logo_version = models.CharField(max_length=16, blank=True, default="", editable=False)

    base_form_class = EditorForm
    panels = [
        FieldPanel("name"),
        FieldPanel("brand_colour"),
        FieldPanel("accent_colour"),
        FieldPanel("contact_name"),
        FieldPanel("contact_email"),
        FieldPanel("contact_phone"),
        FieldPanel("accessibility_statement_url"),
        MultiFieldPanel(
            [
                FieldPanel("keep_image_days"),
                FieldPanel("keep_film_days"),
                FieldPanel("keep_sound_days"),
                FieldPanel("keep_document_days"),
                FieldPanel("keep_words_days"),
                FieldPanel("keep_childrens_voice_days"),
                FieldPanel("keep_figures_days"),
                FieldPanel("keep_at_most_days"),
                FieldPanel("archive_rule"),
                FieldPanel("archive_years"),
                FieldPanel("minutes_link_days"),
            ],
            heading=_("Retention periods"),
        ),
        FieldPanel("answer_wishes_days"),
    ]

    class Meta:
        verbose_name = _("municipality")

    @classmethod
    def here(cls) -> Self:
        """The settings of the default site, which is the only one; unsaved defaults where there is no site. One query
        once they are stored."""
        if stored := _of_default_site.rows():
            return cls.from_db("default", _columns(), stored[0])
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site is not None else cls()

    def clean(self) -> None:
        super().clean()
        late = {
            name: _("No longer than the most, which is %(days)s days.") % {"days": self.keep_at_most_days}
            for name in RETENTION_FIELDS
            if (getattr(self, name) or 0) > (self.keep_at_most_days or 0)
        }
        if late:
            raise ValidationError(late)


RARELY_READ = frozenset({"minutes_link_days", "answer_wishes_days", "accessibility_statement_url"})


def _columns() -> list[str]:
    """All but what hardly any page asks for, which is read when it is asked for."""
    names = [field.attname for field in Municipality._meta.concrete_fields]
    return [name for name in names if name not in RARELY_READ]


_of_default_site = CompiledQuery(
    lambda: Municipality.objects.filter(site__is_default_site=True).order_by("pk").values_list(*_columns())[:1]
)
