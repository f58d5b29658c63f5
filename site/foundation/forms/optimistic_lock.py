"""One change at a time: a form carries the version it saw; who saw an older one is told so instead of overwriting."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Conflict
from foundation.text import danish_formats


class Versioned(models.Model):
    """A row whose `version` counts up with each change."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class ChangedMeanwhile(Conflict):
    """Somebody else saved since the form was opened. `current` is the row as it is now."""

    def __init__(self, message: str, current: Any) -> None:
        super().__init__(message)
        self.current = current


def take_version(
    rows: models.QuerySet[Any], seen: int | None, *, states: Iterable[Any] | None = None, **values: Any
) -> Any:
    """Takes the next version of the one row in `rows`, sets `values`, and returns the row as it is now.

    One conditional update, inside the caller's transaction: of two at once exactly one gets the row. `seen` is the
    version that the person's form showed; None for an act that takes nothing away from anybody. None is returned when
    the row is in none of `states`, where they are given.

    Raises ChangedMeanwhile.
    """
    within = rows if states is None else rows.filter(state__in=list(states))
    taken = within if seen is None else within.filter(version=seen)
    if taken.update(version=F("version") + 1, **values):
        return rows.get()
    if states is not None and not within.exists():
        return None
    raise changed_meanwhile(rows.get())


def require_seen(row: Any, seen: int | None) -> None:
    """For a row that the caller has locked. Raises ChangedMeanwhile unless it is at the version `seen`, or None."""
    if seen is not None and row.version != seen:
        raise changed_meanwhile(row)


def changed_meanwhile(row: Any, who: str = "") -> ChangedMeanwhile:
    """The refusal for whoever saw an older version than that of `row`, read from the database just now. `who` was
    first, where the event log does not know."""
    text = _(
        "%(who)s saved here while you had the page open. What you wrote is not saved yet, but nothing is lost: "
        "compare the two texts, and save again."
    )
    return ChangedMeanwhile(text % {"who": who or who_was_first(row)}, row)


class SomebodyWasFirst(Conflict):
    """Somebody else carried this out, or decided otherwise, since the page was opened."""


def was_first(row: models.Model, now: str) -> SomebodyWasFirst:
    """The refusal for whoever comes second to `row`; `now` says in words how it stands: "it is closed"."""
    text = _("%(who)s was first, and nothing of yours was carried out. As it stands now: %(now)s.")
    return SomebodyWasFirst(text % {"who": who_was_first(row), "now": now})


def last_change(row: models.Model) -> str:
    """A sentence for whoever finds `row` in another state than expected; empty when nobody is known."""
    event = audit.last_of(row)
    if event is None or event.actor is None:
        return ""
    return _("Last changed by %(who)s.") % {"who": who_was_first(row)}


def who_was_first(row: models.Model) -> str:
    """Who did the last thing with `row`, and when, by the event log: "Anna Holm (3. marts 2027 kl. 9.05)"."""
    event = audit.last_of(row)
    if event is None or event.actor is None:
        return _("Somebody else")
    return person_and_time(event.actor, event.at)


def person_and_time(person: Any, at: datetime) -> str:
    return f"{person} ({danish_formats.moment(at)})"
