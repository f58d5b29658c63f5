"""Set whether items are hidden, from the open objections; nothing else writes these fields."""

from uuid import UUID

from accounts.user import User
from foundation import audit
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.signals import item_shown_again, item_withdrawn


def sync_hidden_item(*, evidence_id: int | None, item_key: UUID | None, by: User) -> list[MediaItem]:
    """Hide what an open objection covers and show what none covers any more; return the items that changed.

    Call it inside the transaction of the action that registered or closed an objection about `evidence_id` or an item
    of it, or about the item `item_key` that belongs to no evidence. Hiding ends the clearance for the leader forum for
    good: showing the item again does not restore it.
    """
    if evidence_id is not None:
        items, about = MediaItem.objects.filter(evidence=evidence_id), Objection.objects.filter(evidence=evidence_id)
    else:
        items, about = MediaItem.objects.of_editors(), Objection.objects.filter(evidence=None)
        items, about = items.filter(key=item_key or ""), about.filter(item_key=item_key or "")
    objections = list(about.open().order_by("registered_at", "pk"))
    changed = []
    for item in items.in_order():
        first = next((one for one in objections if one.item_key in (None, item.key)), None)
        if first is not None and not item.is_withdrawn:
            _hide(item, first, by)
        elif first is None and item.is_withdrawn:
            _show(item, by)
        elif first is not None and item.withdrawn_kind != first.kind:
            MediaItem.objects.filter(pk=item.pk).update(withdrawn_kind=first.kind)
            continue
        else:
            continue
        changed.append(item)
    return changed


def _hide(item: MediaItem, objection: Objection, by: User) -> None:
    item.withdrawn_at, item.withdrawn_kind = objection.registered_at, objection.kind
    item.forum_basis, item.forum_basis_by, item.forum_basis_at = "", None, None
    item.save(update_fields=["withdrawn_at", "withdrawn_kind", "forum_basis", "forum_basis_by", "forum_basis_at"])
    audit.record("media.withdrawn", item, by=by)
    item_withdrawn.send(sender=type(item), item=item, by=by)


def _show(item: MediaItem, by: User) -> None:
    item.withdrawn_at, item.withdrawn_kind = None, ""
    item.save(update_fields=["withdrawn_at", "withdrawn_kind"])
    audit.record("media.shown_again", item, by=by)
    item_shown_again.send(sender=type(item), item=item, by=by)
