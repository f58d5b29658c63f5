"""Close or reopen a unit. A closed unit gets no more meetings; its content stays."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import already_done
from meetings.units import access
from meetings.units.pages import UnitPage


def close_unit(*, unit: UnitPage, closed_on: date | None, by: User) -> UnitPage:
    """Close the unit from `closed_on`, after which no year is started for it, or reopen it with None.

    Raises NotAllowed, SomebodyWasFirst.
    """
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        rows = UnitPage.objects.filter(pk=unit.pk, closed_on__isnull=closed_on is not None)
        if not rows.update(closed_on=closed_on, version=F("version") + 1):
            raise already_done(unit, _("the unit is closed") if closed_on else _("the unit is open"))
        unit.refresh_from_db()
        record("unit.closed" if closed_on else "unit.opened", unit, by=by, unit_id=unit.pk)
    return unit
