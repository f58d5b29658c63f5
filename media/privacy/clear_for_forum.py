"""Clear an item for the leader forum: a new purpose, so it needs a legal basis and a decision of its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from media.enums import LegalBasis
from media.media_item import MediaItem


class ClearanceRefused(Refusal):
    """The item can't be cleared in its present state."""


def clear_for_forum(*, item: MediaItem, basis: str, by: User, now: datetime) -> MediaItem:
    """Record the legal basis, who decided and when. The calling action checks whether `by` may.

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
    """Raise ClearanceRefused unless the item can be cleared with this basis."""
    if item.is_withdrawn:
        raise ClearanceRefused(gettext("It has been withdrawn and can't be shown to anybody."))
    if basis not in LegalBasis.values:
        raise ClearanceRefused(gettext("Choose one of the legal bases."), field="forum_basis")
    if basis == LegalBasis.NO_PERSONS and item.legal_basis != LegalBasis.NO_PERSONS:
        raise ClearanceRefused(
            gettext(
                "Another legal basis was chosen for the meeting. First state for the item that nobody "
                "can be recognised."
            ),
            field="forum_basis",
        )
