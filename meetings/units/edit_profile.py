"""Writes the unit's own presentation."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.audit import record
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.pages import UnitPage


def edit_profile(*, unit: UnitPage, by: Any, presentation: str, address: str, phone: str) -> UnitPage:
    """`presentation` is plain text in paragraphs. Raises NotAllowed."""
    if not access.of(by).may(Right.EDIT_PROFILE, unit):
        raise NotAllowed(_("Only the unit's leaders can write its profile."))
    with transaction.atomic():
        unit.profile, unit.address, unit.phone = presentation, address, phone
        unit.save(update_fields=["profile", "address", "phone"])
        unit.save_revision(user=by, log_action=True)
        record("unit.profile_edited", unit, by=by, unit_id=unit.pk)
    return unit
