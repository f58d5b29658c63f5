"""Writes who read a page of words: what names a person without a picture is looked up in the view log too."""

from typing import Any

from django.utils import timezone

from accounts.user import AnyUser
from media.view_log.entry import Circumstances, ViewLogEntry, key_of, window_of
from media.view_log.enums import SeenIn
from media.view_log.record_view import record_view
from meetings.units import access


def log_page_view(page: Any, user: AnyUser, *, seen_in: SeenIn) -> None:
    """Once in ten minutes, with one query more when it is written already. `page` has a unit with its area. Whether the
    reading is one to write down is decided by the caller."""
    kind, key = key_of(page)
    now = window_of(timezone.now())
    if ViewLogEntry.objects.filter(item_kind=kind, item_key=key, person=user.pk, window=now).exists():
        return
    capacity = access.of(user).capacity(page.unit_id, page.unit.area_id)
    record_view(
        thing=page,
        person=user,
        seen=Circumstances(**capacity, unit_id=page.unit_id, page_id=page.pk, seen_in=seen_in),
    )
