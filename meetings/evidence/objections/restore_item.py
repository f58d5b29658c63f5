"""Show again what was hidden after an objection."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from media.enums import ObjectionKind
from media.privacy.lift_objection import lift_objection
from media.privacy.objection import Objection
from meetings.evidence.evidence_versions import bump_evidence_version
from meetings.evidence.models import Evidence
from meetings.evidence.objections.sync_hidden_evidence import sync_hidden_evidence
from meetings.evidence.permissions import may_share
from meetings.units import access


def may_restore(user: User, objection: Objection, evidence: Evidence) -> bool:
    """Return whether the user may: agreement holder and head of area; for what the unit withdrew by its own decision,
    only the agreement holder."""
    if not access.of(user).may(Right.RESTORE_ITEM, evidence.unit):
        return False
    return objection.kind != ObjectionKind.UNIT or may_share(user, evidence)


def restore_item(*, objection: Objection, reason: str, by: User) -> Objection:
    """Close this objection. What no other open one covers is shown again to those who saw it before, never to the
    leader forum.

    There is no other way to show a hidden item again. Raises NotAllowed, RestoreReasonMissing, AlreadyRestored.
    """
    evidence = Evidence.objects.select_related("unit__area").get(pk=objection.evidence_id or 0)
    if not may_restore(by, objection, evidence):
        raise NotAllowed(_("The agreement holder and the head of area decide whether it is shown again."))
    with transaction.atomic():
        current = bump_evidence_version(evidence, None)
        closed = lift_objection(objection=objection, reason=reason, by=by)
        sync_hidden_evidence(current, by=by)
        audit.record("evidence.restored", current, by=by, unit_id=current.unit_id, objection=objection.pk)
    return closed
