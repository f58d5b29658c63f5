"""An item is withdrawn: from the next request nobody can fetch it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from foundation import audit
from foundation.errors import Refusal
from media.item import MediaItem
from media.signals import item_withdrawn


class WithdrawalRefused(Refusal):
    """A reason is missing."""


def withdraw(*, item: MediaItem, by: Any, reason: str) -> MediaItem:
    """Hides the item everywhere at once (objection, or consent taken back). A second call changes nothing.

    Its clearance for the leader forum ends for good. Whether `by` may is decided by the verb that calls this; who shows
    the item elsewhere listens to `media.signals.item_withdrawn`. Raises WithdrawalRefused.
    """
    if not reason.strip():
        raise WithdrawalRefused(gettext("Write why it is withdrawn. Do not name the child."), field="reason")
    with transaction.atomic():
        changed = (
            type(item)
            .objects.filter(pk=item.pk, withdrawn_at__isnull=True)
            .update(
                withdrawn_at=timezone.now(),
                withdrawal_reason=reason.strip()[:300],
                forum_basis="",
                forum_basis_by=None,
                forum_basis_at=None,
            )
        )
        item.refresh_from_db()
        if changed:
            audit.record("media.withdrawn", item, by=by)
            item_withdrawn.send(sender=type(item), item=item, by=by)
    return item
