"""Remove an area that was never used."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from meetings.units import access
from meetings.units.pages import AreaPage


class AreaInUse(Refusal):
    """The area has units or roles, or had roles, or it is the only one."""


def remove_area(*, area: AreaPage, by: User) -> None:
    """Raises NotAllowed, AreaInUse."""
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    if not AreaPage.objects.exclude(pk=area.pk).exists():
        raise AreaInUse(_("This is the only area. Rename it instead."))
    in_use = AreaInUse(_("The area has units or roles, or has had them. It stays, but you can rename it."))
    stored = AreaPage.objects.get(pk=area.pk)
    if stored.get_children().exists():
        raise in_use
    try:
        with transaction.atomic():
            record("area.removed", stored, by=by)
            stored.delete()
    except ProtectedError:
        raise in_use from None
