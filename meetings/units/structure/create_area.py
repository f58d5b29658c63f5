"""Create an area: the field of one head of area, with a name of the municipality's own."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.enums import UnitKind
from meetings.units.pages import AreaPage
from meetings.units.structure.area_name import free_slug, front_page


def create_area(*, title: str, kind: UnitKind, by: User) -> AreaPage:
    """Create the area's page; several areas may be of one kind. Raises NotAllowed, AreaNameTaken."""
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        parent = Page.objects.select_for_update().get(pk=front_page().pk)
        area = AreaPage(title=title.strip(), slug=free_slug(title.strip()), unit_kind=kind, owner=by)
        parent.add_child(instance=area)
        record("area.created", area, by=by)
    return area
