"""Record that somebody saw an item."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from media.view_log.entry import Circumstances, ViewLogEntry, key_of, window_of


def record_view(*, viewed: Model, person: Any, seen: Circumstances) -> None:
    """Add one row per person, item and ten minutes, whatever the number of requests and servers.

    Raises DatabaseError when it cannot be written; then the caller must not show the item.
    """
    kind, key = key_of(viewed)
    now = timezone.now()
    entry = ViewLogEntry(
        item_kind=kind,
        item_key=key,
        evidence_id=seen.evidence_id,
        unit_id=seen.unit_id,
        person=person,
        role=seen.role,
        role_unit_id=seen.role_unit_id,
        seen_in=seen.seen_in,
        seen_at=now,
        window=window_of(now),
    )
    ViewLogEntry.objects.bulk_create([entry], ignore_conflicts=True)
