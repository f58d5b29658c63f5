"""Pages of areas and units, in the tree home > area > unit."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from foundation.forms.optimistic_lock import VersionedModel
from foundation.pages import BasePage
from meetings.units.enums import UnitKind
from meetings.units.querysets import UnitManager


class AreaPage(BasePage):
    """The field of one head of area, with a name of the municipality's own: schools, a district of daycare, …

    `unit_kind` is the law that its units are under. Several areas may be of one kind.
    """

    unit_kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.UnitPage", "meetings.AreaNotePage"]
    template = "meetings/units/area_page.html"

    class Meta:
        verbose_name = _("area")

    @property
    def area_id(self) -> int:
        """A right in an area is asked as one in any of its units: `access.of(user).may(right, area)`."""
        return self.pk


class UnitPage(VersionedModel, BasePage):
    """A school or a daycare centre (aftaleholderenhed)."""

    area = models.ForeignKey(AreaPage, verbose_name=_("area"), on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    profile = models.TextField(_("profile"), blank=True)  # plain paragraphs
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    objects: ClassVar[Any] = UnitManager()

    action_fields: ClassVar[tuple[str, ...]] = ("area", "kind", "closed_on", "version")
    parent_page_types: ClassVar[list[str]] = ["meetings.AreaPage"]
    subpage_types: ClassVar[list[str]] = ["meetings.MeetingPage"]
    template = "meetings/units/unit_page.html"
    search_fields = [*BasePage.search_fields, index.FilterField("kind"), index.FilterField("area_id")]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
