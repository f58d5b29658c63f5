"""How long media items are kept: the municipality's settings, by kind."""

from datetime import date, timedelta

from django.utils import timezone

from foundation.municipality import Municipality
from media.protected import ProtectedModel

#: An item is listed for its unit thirty days before it is deleted.
NOTICE_PERIOD = timedelta(days=30)


def keep_days(kind: str) -> int:
    """Return the default number of days an item is kept.

    `kind`: image, film, sound or document, or for text: words, childrens_voice or figures.
    """
    return int(getattr(Municipality.here(), f"keep_{kind}_days"))


def max_keep_days() -> int:
    """Return the maximum number of days anything is kept."""
    return Municipality.here().keep_at_most_days


def latest_date(thing: ProtectedModel, most: int | None = None) -> date:
    """Return the last date of deletion that may be chosen, counted from the day it was added, so that repeated
    extensions do not keep it for ever. `most` is the result of `max_keep_days`, to be passed for many things."""
    brought = timezone.localdate(thing.held_since)
    return brought + timedelta(days=max_keep_days() if most is None else most)
