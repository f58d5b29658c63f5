"""A unit closes: it gets no more meetings, and what was written stays."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.audit import record
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.pages import UnitPage


def close_unit(*, unit: UnitPage, closed_on: date | None, by: Any) -> UnitPage:
    """From `closed_on` no year is started for it; None opens it again. Raises NotAllowed."""
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        unit.closed_on = closed_on
        unit.save(update_fields=["closed_on"])
        record("unit.closed" if closed_on else "unit.opened", unit, by=by, unit_id=unit.pk)
    return unit
