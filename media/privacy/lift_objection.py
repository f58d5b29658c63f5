"""Close an objection: what no other one covers is shown again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, Refusal
from media.enums import ObjectionDecision
from media.privacy.objection import Objection
from media.privacy.sync_hidden_item import sync_hidden_item


class RestoreReasonMissing(Refusal):
    """Restoring what somebody asked to have removed needs a reason."""


class AlreadyRestored(Conflict):
    """Somebody else closed it first."""


def lift_objection(*, objection: Objection, reason: str, by: User) -> Objection:
    """Close the objection. An item that another open objection covers stays hidden; there is no other way to show it
    again.

    Of two simultaneous calls one succeeds. The calling action checks whether `by` may. Raises RestoreReasonMissing,
    AlreadyRestored.
    """
    if not reason.strip():
        raise RestoreReasonMissing(
            gettext("Write why it may be shown again. Do not name anybody."), field="restore_reason"
        )
    now = timezone.now()
    with transaction.atomic():
        closed = (
            Objection.objects.open()
            .filter(pk=objection.pk)
            .update(
                restored_at=now,
                restored_by=by,
                restore_reason=reason.strip()[:300],
                decision=ObjectionDecision.DISMISSED,
                decided_at=now,
                decided_by=by,
            )
        )
        if not closed:
            raise AlreadyRestored(
                gettext("Somebody else has already closed this objection. It no longer hides anything.")
            )
        audit.record("objection.restored", objection, by=by, evidence=objection.evidence_id)
        sync_hidden_item(evidence_id=objection.evidence_id, item_key=objection.item_key, by=by)
    objection.refresh_from_db()
    return objection
