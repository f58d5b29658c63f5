"""How long an item is kept: what the municipality has decided, by kind."""

from datetime import date, timedelta

from django.utils import timezone

from foundation.municipality import Municipality
from media.item import MediaItem

#: Thirty days before it is deleted an item stands on its unit's list.
NOTICE = timedelta(days=30)


def keep_days(kind: str) -> int:
    """How many days an item is kept when nobody says otherwise. `kind`: photo, film, sound or document,
    or of words: words, childrens_voice or figures."""
    return int(getattr(Municipality.here(), f"keep_{kind}_days"))


def latest_date(item: MediaItem) -> date:
    """The last date of deletion that anybody may choose for the item: counted from the day it was brought, so that no
    row of extensions keeps it for ever."""
    brought = timezone.localdate(item.created_at)
    return brought + timedelta(days=Municipality.here().keep_at_most_days)
