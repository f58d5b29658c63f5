"""Hide one file that others may have seen, by the unit's own decision."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import NotAllowed
from media.media_item import MediaItem
from media.privacy.withdraw import withdraw
from meetings.evidence.evidence_versions import take_evidence_version
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_share
from meetings.evidence.sharing.unshare_evidence import ReasonMissing


def withdraw_file(*, evidence: Evidence, key: UUID, reason: str, by: User) -> MediaItem | None:
    """Hide the file `key` everywhere from the next request on; a placeholder says that it was withdrawn.

    Possible at any time, also after the meeting. Returns None for an unknown key. Raises NotAllowed, ReasonMissing.
    """
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit decide what the meeting sees."))
    if not reason.strip():
        raise ReasonMissing(_("Write why it is withdrawn. Do not name anybody."), field="reason")
    with transaction.atomic():
        current = take_evidence_version(evidence, None)  # lock the page before the item, as every objection does
        _placed, item = items_by_key(current).get(key, (None, None))
        return withdraw(item=item, by=by, reason=reason) if item is not None else None
