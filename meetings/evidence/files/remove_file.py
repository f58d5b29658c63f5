"""Remove one file from a draft."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.evidence.body import put, raw_of, without_file
from meetings.evidence.files.load_media import by_key
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_edit
from meetings.evidence.versions import claim, keep


class FileWasShared(Refusal):
    """Others may have seen the file, or an example may use it."""


def remove_file(*, evidence: EvidencePage, key: UUID, by: User) -> EvidencePage:
    """Remove the file `key` from the body and delete its row with all stored sizes.

    An unknown key changes nothing: the file is already deleted. Raises NotAllowed, FileWasShared.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    with transaction.atomic():
        current = claim(evidence, None)
        if current.was_ever_shared:
            raise FileWasShared(
                _("This has been shared with the meeting. Withdraw the file instead: then it is hidden.")
            )
        placed, item = by_key(current).get(key, (None, None))
        if placed is None or item is None:
            return current
        put(current, without_file(raw_of(current), placed.pk))
        item.delete()
        keep(current, by=by)
        audit.record("evidence.file_removed", current, by=by, unit_id=current.unit_id, medium=placed.kind.value)
    return current
