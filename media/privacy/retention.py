"""How long media items are kept: the municipality's settings, by kind."""

from datetime import date, timedelta

from django.utils import timezone

from foundation.municipality import Municipality
from media.media_item import MediaItem

#: An item is listed for its unit thirty days before it is deleted.
NOTICE = timedelta(days=30)


def keep_days(kind: str) -> int:
    """Return the default number of days an item is kept.

    `kind`: photo, film, sound or document, or for text: words, childrens_voice or figures.
    """
    return int(getattr(Municipality.here(), f"keep_{kind}_days"))


def most_days() -> int:
    """Return the maximum number of days anything is kept."""
    return Municipality.here().keep_at_most_days


def latest_date(item: MediaItem, most: int | None = None) -> date:
    """Return the last date of deletion that may be chosen for the item.

    It is counted from the upload, so that repeated extensions do not keep it for ever. `most` is the result of
    `most_days`, for callers with many items.
    """
    brought = timezone.localdate(item.created_at)
    return brought + timedelta(days=most_days() if most is None else most)
