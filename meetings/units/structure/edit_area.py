"""Rename an area, or correct its kind."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import Conflict, NotAllowed, Refusal
from meetings.units import access
from meetings.units.enums import UnitKind
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.structure.area_name import free_slug


class AreaHasUnits(Refusal):
    """The kind is that of the area's units, whose meetings follow it."""


class AreaChanged(Conflict):
    """Somebody else changed the area since the form was opened."""


def area_facts(area: AreaPage) -> str:
    """Return what differs after every change."""
    return f"{area.unit_kind} {area.title}"


def edit_area(*, area: AreaPage, title: str, kind: UnitKind, by: User, before: str = "") -> AreaPage:
    """Change the area. The address follows the name until something else than units lies below it: then mails have
    linked to it.

    `before` is `area_facts` what the form showed. Raises NotAllowed, AreaNameTaken, AreaHasUnits, AreaChanged.
    """
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    title = title.strip()
    with transaction.atomic():
        area = AreaPage.objects.select_for_update(of=("self",)).get(pk=area.pk)
        if before and before != area_facts(area):
            values = {"name": area.title, "kind": area.get_unit_kind_display()}
            raise AreaChanged(_("Somebody has changed the area meanwhile: %(name)s, %(kind)s.") % values)
        if kind != area.unit_kind and area.units.exists():
            raise AreaHasUnits(_("The area has units. Create another area for units of the other kind."), field="kind")
        if title != area.title:
            slug = free_slug(title, area)
            area.title = area.draft_title = title
            area.slug = area.slug if _is_linked_to(area) else slug
        area.unit_kind = kind
        area.save()  # which also changes the addresses of the units below it
        record("area.edited", area, by=by)
    return area


def _is_linked_to(area: AreaPage) -> bool:
    return Page.objects.descendant_of(area).not_type(UnitPage).exists()
