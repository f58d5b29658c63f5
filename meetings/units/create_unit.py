"""Create a unit: a school or a daycare centre."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from foundation.text.danish_slug import danish_slug
from meetings.units import access
from meetings.units.pages import AreaPage, UnitPage

MAX_TITLE_LENGTH, MAX_SLUG_LENGTH = 120, 80


class NameTaken(Refusal):
    """The area has a unit of that name or with the same slug, or the name has no letters."""


def create_unit(*, title: str, area: AreaPage, address: str, phone: str, by: User) -> UnitPage:
    """Create the unit's page under its area. Raises NotAllowed, NameTaken."""
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    slug = danish_slug(title, max_length=MAX_SLUG_LENGTH)
    if not slug:
        raise NameTaken(_("Write a name with letters."), field="title")
    with transaction.atomic():
        parent = AreaPage.objects.select_for_update().get(pk=area.pk)
        if parent.get_children().filter(slug=slug).exists():
            raise NameTaken(_("There is a unit of that name already. Choose another name."), field="title")
        unit = UnitPage(
            title=title.strip(), slug=slug, area=parent, kind=parent.unit_kind, address=address, phone=phone, owner=by
        )
        parent.add_child(instance=unit)
        unit.save_revision(user=by)
        record("unit.created", unit, by=by, unit_id=unit.pk)
    return unit
