"""Delete items that have passed their date: rows and files, wherever they were shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from foundation import audit
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.signals import item_will_be_deleted

Row = TypeVar("Row", bound=Model)
#: Maps items to the date until which the archive keeps them; others are left out.
KeptUntilRule = Callable[[Iterable[MediaItem]], Mapping[UUID, date]]


@dataclass
class DeletionCounts:
    """Numbers of deleted items by kind, and of those kept for the archive."""

    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(MediaKind.values, 0)))
    kept: int = 0

    @property
    def total(self) -> int:
        return self.counts.total()


def delete_expired_items(*, today: date, kept: KeptUntilRule | None = None, dry_run: bool = False) -> DeletionCounts:
    """Delete each item whose `delete_after` lies before `today`, one transaction per item, logged without content.

    What `kept` says must be kept until a later day stays, but is shown to nobody. Files are deleted after the row
    (media.signal_handlers); pages and their revisions drop the item on the signal `item_will_be_deleted`. With
    `dry_run` it only counts. An interrupted run continues with the rest the next time.
    """
    deleted = DeletionCounts()
    for batch in batches_of(MediaItem.objects.expired_at(today)):
        until = kept(batch) if kept is not None else {}
        for item in batch:
            if until.get(item.key, today) > today:
                deleted.kept += 1
            elif dry_run or _delete(item, today):
                deleted.counts[item.kind] += 1
    return deleted


def batches_of(rows: QuerySet[Row], size: int = 200) -> Iterator[list[Row]]:
    """Yield `rows` in batches by primary key; rows may be deleted meanwhile."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield batch
        last = batch[-1].pk


def _delete(item: MediaItem, today: date) -> bool:
    """Delete one item. Return whether it was deleted: not when it was given a later date or was deleted since it was
    read."""
    with transaction.atomic():
        still = MediaItem.objects.select_for_update().expired_at(today).filter(pk=item.pk).first()
        if still is None:
            return False
        audit.record("media.expired", still, by=None, evidence=still.evidence_id, delete_after=str(still.delete_after))
        item_will_be_deleted.send(sender=type(still), item=still, why="expired")
        still.delete()
    return True
