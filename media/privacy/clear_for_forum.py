"""Somebody decides on a basis for showing an item to the leader forum: a new purpose, so a decision of its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from media.enums import LegalBasis
from media.media_item import MediaItem


class ClearanceRefused(Refusal):
    """The item can't be cleared as it is."""


def clear_for_forum(*, item: MediaItem, basis: str, by: User, now: datetime) -> MediaItem:
    """Notes the basis, who decided and when. Whether `by` may is decided by the verb that calls this.

    Raises ClearanceRefused.
    """
    require_clearable(item, basis)
    with transaction.atomic():
        rows = MediaItem.objects.filter(pk=item.pk, withdrawn_at__isnull=True)
        if not rows.update(forum_basis=basis, forum_basis_by=by, forum_basis_at=now):  # an objection came first
            raise ClearanceRefused(gettext("It has been withdrawn and can't be shown to anybody."))
        item.forum_basis, item.forum_basis_by, item.forum_basis_at = basis, by, now
        audit.record("media.forum_basis", item, by=by, basis=basis)
    return item


def require_clearable(item: MediaItem, basis: str) -> None:
    """Raises ClearanceRefused."""
    if item.is_withdrawn:
        raise ClearanceRefused(gettext("It has been withdrawn and can't be shown to anybody."))
    if basis not in LegalBasis.values:
        raise ClearanceRefused(gettext("Choose one of the legal bases."), field="forum_basis")
    if basis == LegalBasis.NO_PERSONS and item.legal_basis != LegalBasis.NO_PERSONS:
        raise ClearanceRefused(
            gettext("For the meeting another basis was chosen. First say of the item that nobody can be recognised."),
            field="forum_basis",
        )
