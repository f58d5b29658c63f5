"""Decide that a hidden item stays hidden."""

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed
from media.privacy import uphold_objection as in_media
from media.privacy.objection import Objection
from meetings.evidence.models import Evidence
from meetings.units import access


def uphold_objection(*, objection: Objection, by: User) -> Objection:
    """Record the decision. Raises NotAllowed, AlreadyDone."""
    evidence = Evidence.objects.select_related("unit__area").get(pk=objection.evidence_id or 0)
    if not access.of(by).may(Right.TAKE_OBJECTION, evidence.unit):
        raise NotAllowed(_("The unit's leaders, the head of area and the administrators decide on objections."))
    return in_media.uphold_objection(objection=objection, by=by)
