"""Delete items that have passed their date: rows and files, wherever they were shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from foundation import audit
from media.media_item import MediaItem
from media.media_kinds import kinds
from media.signals import item_going

#: From some items to those that are kept longer, and until when, by key: the archive rule, supplied by the caller.
Kept = Callable[[Iterable[MediaItem]], Mapping[UUID, date]]


@dataclass
class Deleted:
    """Number of deleted items by model name, and number kept for the archive."""

    counts: dict[str, int] = field(default_factory=dict)
    kept: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def delete_expired(*, today: date, kept: Kept | None = None, dry_run: bool = False) -> Deleted:
    """Delete each item whose `delete_after` lies before `today`, one transaction per item, logged without content.

    What `kept` says must be kept until a later day stays, but is shown to nobody. Files are deleted after the row
    (media.signal_handlers); pages and their revisions drop the item on the signal `item_going`. With `dry_run` it only
    counts. An interrupted run continues with the rest the next time.
    """
    deleted = Deleted()
    for kind in kinds():
        deleted.counts[kind.__name__] = 0
        for batch in _batches(kind, today):
            until = kept(batch) if kept is not None else {}
            for item in batch:
                if until.get(item.key, today) > today:
                    deleted.kept += 1
                elif dry_run or _delete(item, today):
                    deleted.counts[kind.__name__] += 1
    return deleted


def _batches(kind: type[MediaItem], today: date, size: int = 200) -> Iterator[list[MediaItem]]:
    last = 0
    while batch := list(kind.objects.expired_at(today).filter(pk__gt=last).order_by("pk")[:size]):
        yield batch
        last = batch[-1].pk


def _delete(item: MediaItem, today: date) -> bool:
    """Delete one item; False when it was given a later date or was deleted since it was read."""
    with transaction.atomic():
        still = type(item).objects.select_for_update().expired_at(today).filter(pk=item.pk).first()
        if still is None:
            return False
        audit.record("media.expired", still, by=None, page=still.page_id, delete_after=str(still.delete_after))
        item_going.send(sender=type(still), item=still, why="expired")
        still.delete()
    return True
