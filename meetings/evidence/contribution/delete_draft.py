"""Delete a draft that nobody outside the unit has seen."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import already_done
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit


class EvidenceAlreadyShared(Refusal):
    """Others may have read it, so it can be withdrawn but not deleted."""


def delete_draft(*, evidence: Evidence, by: User) -> None:
    """Delete the draft with its revisions and files. Raises NotAllowed, EvidenceAlreadyShared, AlreadyDone."""
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can delete it."))
    with transaction.atomic():
        current = Evidence.objects.select_for_update().filter(pk=evidence.pk).first()
        if current is None:
            raise already_done(evidence, _("the draft is deleted"))
        if current.was_ever_shared:
            raise EvidenceAlreadyShared(
                _("This has been shared with the meeting. Withdraw it instead: then it is hidden at once.")
            )
        audit.record("evidence.removed", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
        current.delete()
