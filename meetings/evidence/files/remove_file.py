"""Remove one file from a draft."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.evidence.body import set_body, without_file
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit


class FileWasShared(Refusal):
    """Others may have seen the file, or an example may use it."""


def remove_file(*, evidence: Evidence, key: UUID, by: User) -> Evidence:
    """Remove the file `key` from the body and delete its row with all stored sizes.

    An unknown key changes nothing: the file is already deleted. Raises NotAllowed, FileWasShared.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    with transaction.atomic():
        current = bump_evidence_version(evidence, None)
        if current.was_ever_shared:
            raise FileWasShared(
                _("This has been shared with the meeting. Withdraw the file instead: then it is hidden.")
            )
        placed, item = items_by_key(current).get(key, (None, None))
        if placed is None or item is None:
            return current
        set_body(current, without_file(current.body, placed.pk))
        item.delete()
        save_evidence_revision(current, by=by)
        audit.record("evidence.file_removed", current, by=by, unit_id=current.unit_id, medium=placed.kind.value)
    return current
