"""Hide a piece of evidence, or one of its files, that others may have seen, by the unit's own decision."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, ReasonMissing
from foundation.forms.optimistic_lock import already_done
from media.enums import ObjectionKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails, record_objection
from meetings.evidence.evidence_versions import bump_evidence_version
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import NoSuchFile
from meetings.evidence.objections.sync_hidden_evidence import sync_hidden_evidence
from meetings.evidence.permissions import may_share


def withdraw_evidence(*, evidence: Evidence, key: UUID | None = None, reason: str, by: User) -> Evidence:
    """Hide the piece with its files, or only the file `key`, everywhere from the next request on, including the leader
    forum.

    Those who gather see a placeholder with the reason. It is registered like an objection. Possible at any time, also
    after the meeting. Raises NotAllowed, ReasonMissing, NoSuchFile, AlreadyDone.
    """
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit decide what the meeting sees."))
    if not reason.strip():
        raise ReasonMissing(_("Write why it is withdrawn. Do not name anybody."), field="reason")
    with transaction.atomic():
        current = bump_evidence_version(evidence, None)
        item = MediaItem.objects.of_evidence(current).filter(key=key).first() if key is not None else None
        if key is not None and item is None:
            raise NoSuchFile(_("The file is deleted already."))
        if (item or current).withdrawn_at is not None:
            raise already_done(item or current, _("it is hidden"))
        said = ObjectionDetails(ObjectionKind.UNIT, reason=reason)
        record_objection(evidence_id=current.pk, item=item, details=said, by=by, today=timezone.localdate())
        if item is None:
            sync_hidden_evidence(current, by=by)
            audit.record("evidence.withdrawn", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
    return current
