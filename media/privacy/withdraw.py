"""Withdraw an item by the unit's own decision; registered like an objection."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.user import User
from foundation.errors import Refusal
from media.enums import ObjectionKind
from media.media_item import MediaItem
from media.privacy.take_objection import ObjectionDetails, take_objection


class WithdrawalRefused(Refusal):
    """The reason is missing."""


def withdraw(*, item: MediaItem, by: User, reason: str) -> MediaItem:
    """Hide the item everywhere at once. A second call changes nothing.

    The calling action checks whether `by` may. Raises WithdrawalRefused.
    """
    if not reason.strip():
        raise WithdrawalRefused(gettext("Write why it is withdrawn. Do not name the child."), field="reason")
    item.refresh_from_db()
    if not item.is_withdrawn:
        said, today = ObjectionDetails(ObjectionKind.UNIT, reason=reason), timezone.localdate()
        take_objection(evidence_id=item.evidence_id, item=item, said=said, by=by, today=today)
    return item
