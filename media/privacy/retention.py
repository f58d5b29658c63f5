"""How long an item is kept: what the municipality has decided, by kind."""

from datetime import date, timedelta

from django.utils import timezone

from foundation.municipality import Municipality
from media.protected import Protected

#: Thirty days before it is deleted an item stands on its unit's list.
NOTICE = timedelta(days=30)


def keep_days(kind: str) -> int:
    """How many days an item is kept when nobody says otherwise. `kind`: photo, film, sound or document,
    or of words: words, childrens_voice or figures."""
    return int(getattr(Municipality.here(), f"keep_{kind}_days"))


def most_days() -> int:
    """How many days anything is kept at the longest."""
    return Municipality.here().keep_at_most_days


def latest_date(thing: Protected, most: int | None = None) -> date:
    """The last date of deletion that anybody may choose for it: counted from the day it was brought, so that no
    row of extensions keeps it for ever. `most` is what `most_days` says; who asks of many asks for it once."""
    brought = timezone.localdate(thing.held_since)
    return brought + timedelta(days=most_days() if most is None else most)
