"""The unit withdraws an item by its own decision: through the same door as an objection."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.user import User
from foundation.errors import Refusal
from media.enums import ObjectionKind
from media.media_item import MediaItem
from media.privacy.take_objection import ObjectionDetails, take_objection


class WithdrawalRefused(Refusal):
    """A reason is missing."""


def withdraw(*, item: MediaItem, by: User, reason: str) -> MediaItem:
    """Hides the item everywhere at once. A second call changes nothing.

    Whether `by` may is decided by the verb that calls this. Raises WithdrawalRefused.
    """
    if not reason.strip():
        raise WithdrawalRefused(gettext("Write why it is withdrawn. Do not name the child."), field="reason")
    item.refresh_from_db()
    if not item.is_withdrawn:
        said, today = ObjectionDetails(ObjectionKind.UNIT, reason=reason), timezone.localdate()
        take_objection(page_id=item.page_id, item=item, said=said, by=by, today=today)
    return item
