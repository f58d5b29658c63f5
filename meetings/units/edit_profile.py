"""Edit a unit's profile."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import bump_version
from meetings.units import access
from meetings.units.pages import UnitPage


def edit_profile(
    *, unit: UnitPage, by: User, presentation: str, address: str, phone: str, expected_version: int | None = None
) -> UnitPage:
    """Save the profile. `presentation` is plain text in paragraphs; `expected_version`: what the form showed.

    Raises NotAllowed, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.EDIT_PROFILE, unit):
        raise NotAllowed(_("Only the unit's leaders can write its profile."))
    with transaction.atomic():
        unit = bump_version(
            UnitPage.objects.filter(pk=unit.pk), expected_version, profile=presentation, address=address, phone=phone
        )
        unit.save_revision(user=by, log_action=True)
        record("unit.profile_edited", unit, by=by, unit_id=unit.pk)
    return unit
