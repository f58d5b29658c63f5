"""The municipality's settings of documents: how its records system files them."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from foundation.municipality import Municipality
from meetings.exports.logo import LogoForm, logo_version
from meetings.units.enums import UnitKind

#: KL's common classification (KLE): main group, group and subject; the facet says what is done with it.
KLE_NUMBER = RegexValidator(r"\A\d{2}\.\d{2}\.\d{2}\Z", _("Write it as 17.00.00."))
KLE_FACET = RegexValidator(r"\A[A-ZÆØÅ]\d{2}\Z", _("Write it as G01."))


@register_setting(icon="doc-full")
class DocumentSettings(BaseSiteSetting):
    """Apart from `Municipality`, which every page reads."""

    #: PNG, made by logo.py; empty without one.
    logo = models.BinaryField(default=b"", blank=True, editable=False)
    kle_schools = models.CharField(
        _("KLE number of schools"),
        max_length=8,
        blank=True,
        validators=[KLE_NUMBER],
        help_text=_("For the package that is filed in the records system. Ask those who run it."),
    )
    kle_daycare = models.CharField(_("KLE number of daycare"), max_length=8, blank=True, validators=[KLE_NUMBER])
    kle_facet = models.CharField(_("KLE facet"), max_length=3, blank=True, validators=[KLE_FACET])
    document_type = models.CharField(_("type of document"), max_length=60, default="Referat")

    base_form_class = LogoForm
    panels = [
        MultiFieldPanel([FieldPanel("logo_file"), FieldPanel("without_logo")], heading=_("Documents")),
        MultiFieldPanel(
            [
                FieldPanel("kle_schools"),
                FieldPanel("kle_daycare"),
                FieldPanel("kle_facet"),
                FieldPanel("document_type"),
            ],
            heading=_("Records system"),
        ),
    ]

    class Meta:
        verbose_name = _("documents and records")

    def save(self, *args: object, **kwargs: object) -> None:
        """The header of every page shows the logo by the version that stands in `Municipality`."""
        super().save(*args, **kwargs)
        Municipality.objects.filter(site=self.site_id).update(logo_version=logo_version(bytes(self.logo)))

    @classmethod
    def here(cls) -> Self:
        """The settings of the only site; unsaved defaults before they are stored. One query once they are."""
        stored = cls.objects.filter(site__is_default_site=True).first()
        return stored or cls(site=Site.objects.filter(is_default_site=True).first())

    def kle_number(self, kind: str) -> str:
        """The KLE number for a kind of unit."""
        return self.kle_schools if kind == UnitKind.SCHOOL else self.kle_daycare
