"""Deletes what has passed its date: rows and files, wherever they were shown."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from foundation import audit
from media.item import MediaItem
from media.models import Document, Film, Image, Sound

KINDS: tuple[type[MediaItem], ...] = (Image, Film, Sound, Document)


@dataclass
class Deleted:
    """How many of each kind, by the name of the model."""

    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def delete_expired(*, today: date, dry_run: bool = False) -> Deleted:
    """Each item whose `delete_after` lies before `today`, one transaction an item, logged without content.

    Files go when the row has gone (media.signal_handlers); a page that pointed at the item shows it no more. With
    `dry_run` it only counts.
    """
    deleted = Deleted()
    for kind in KINDS:
        expired = kind.objects.expired_at(today)
        if dry_run:
            deleted.counts[kind.__name__] = expired.count()
            continue
        for item in expired.order_by("pk").iterator():
            with transaction.atomic():
                audit.record("media.expired", item, by=None, page=item.page_id, delete_after=str(item.delete_after))
                item.delete()
            deleted.counts[kind.__name__] = deleted.counts.get(kind.__name__, 0) + 1
    return deleted
