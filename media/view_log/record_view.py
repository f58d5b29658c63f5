"""Writes that somebody saw something."""

from typing import Any

from django.utils import timezone

from media.view_log.entry import Circumstances, ViewLogEntry, key_of, window_of


def record_view(*, thing: Any, person: Any, seen: Circumstances) -> None:
    """One row for each person, thing and ten minutes, whatever the number of requests and of servers.

    Raises DatabaseError when it cannot be written; the caller then shows nothing.
    """
    kind, key = key_of(thing)
    now = timezone.now()
    entry = ViewLogEntry(
        item_kind=kind,
        item_key=key,
        page_id=seen.page_id,
        unit_id=seen.unit_id,
        person=person,
        role=seen.role,
        role_unit_id=seen.role_unit_id,
        seen_in=seen.seen_in,
        seen_at=now,
        window=window_of(now),
    )
    ViewLogEntry.objects.bulk_create([entry], ignore_conflicts=True)
