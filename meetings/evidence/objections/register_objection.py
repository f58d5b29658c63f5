"""Register an objection or a withdrawn consent about a piece of evidence or one of its files."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from media.media_item import MediaItem
from media.privacy import record_objection as in_media
from media.privacy.objection import Objection
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.evidence_versions import bump_evidence_version
from meetings.evidence.models import Evidence
from meetings.evidence.notifications import notify_objection
from meetings.evidence.objections.sync_hidden_evidence import sync_hidden_evidence
from meetings.units import access


class NoSuchFile(Refusal):
    """The file is deleted, or was never part of this piece."""


def register_objection(
    *, evidence: Evidence, key: UUID | None, details: ObjectionDetails, by: User, today: date
) -> Objection:
    """Hide the file `key`, or without a key the whole piece, from everybody from the next request on.

    An example that depends on it needs clearance again. Possible at any time, also after the meeting. Allowed for the
    unit's leaders, the head of area and the administrators, even for what they cannot see. Those who may restore the
    item are told. Raises NotAllowed, NoSuchFile, ObjectionRefused.
    """
    if not access.of(by).may(Right.TAKE_OBJECTION, evidence.unit):
        raise NotAllowed(_("The unit's leaders, the head of area and the administrators register objections."))
    with transaction.atomic():
        current = bump_evidence_version(evidence, None)
        item = MediaItem.objects.of_evidence(current).filter(key=key).first() if key is not None else None
        if key is not None and item is None:
            raise NoSuchFile(_("The file is deleted already."))
        objection = in_media.record_objection(evidence_id=current.pk, item=item, details=details, by=by, today=today)
        sync_hidden_evidence(current, by=by)
        audit.record("evidence.objection", current, by=by, unit_id=current.unit_id, objection=objection.pk)
        notify_objection(objection, current, by=by, today=today)
    return objection
