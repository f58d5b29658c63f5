"""Optimistic locking: a form carries the version it saw, and an outdated one gets a Conflict instead of overwriting."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, overload

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Conflict
from foundation.text import danish_formats

if TYPE_CHECKING:
    from accounts.user import AnyUser

M = TypeVar("M", bound=models.Model)


class VersionedModel(models.Model):
    """Abstract model whose `version` is incremented by each change."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class ChangedMeanwhile(Conflict):
    """Somebody else saved since the form was opened. `current` is the row as stored now."""


@overload
def bump_version(
    rows: models.QuerySet[M], expected_version: int | None, *, states: None = None, **values: object
) -> M: ...
@overload
def bump_version(
    rows: models.QuerySet[M], expected_version: int | None, *, states: Iterable[str], **values: object
) -> M | None: ...
def bump_version(
    rows: models.QuerySet[M], expected_version: int | None, *, states: Iterable[str] | None = None, **values: object
) -> M | None:
    """Increment the version of the one row in `rows`, set `values`, and return the row as it is now.

    One conditional update in the caller's transaction: of two at once exactly one succeeds. `expected_version` is the
    version that the user's form showed; None for an action that overwrites nothing. Returns None when `states` are
    given and the row is in none of them.

    Raises ChangedMeanwhile when the row is at another version than `expected_version`.
    """
    within = rows if states is None else rows.filter(state__in=list(states))
    at_version = within if expected_version is None else within.filter(version=expected_version)
    if at_version.update(version=F("version") + 1, **values):
        return rows.get()
    if states is not None and not within.exists():
        return None
    raise changed_meanwhile(rows.get())


def require_version(row: VersionedModel, expected_version: int | None) -> None:
    """Raise ChangedMeanwhile unless `expected_version` is None or the version of `row`, which the caller has locked."""
    if expected_version is not None and row.version != expected_version:
        raise changed_meanwhile(row)


def changed_meanwhile(row: models.Model, who: str = "") -> ChangedMeanwhile:
    """Return the refusal for a form with an older version than that of `row`, as just read from the database. `who`
    saved first, where the event log does not know."""
    text = _(
        "%(who)s saved here while you had the page open. What you wrote is not saved yet, but nothing is lost: "
        "compare the two texts, and save again."
    )
    return ChangedMeanwhile(text % {"who": who or who_was_first(row)}, row)


class AlreadyDone(Conflict):
    """Somebody else did this, or decided otherwise, since the page was opened."""


def already_done(row: models.Model, now: str) -> AlreadyDone:
    """Return the refusal for the second of two users acting on `row`; `now` describes its state, e.g. "it is
    closed"."""
    text = _("%(who)s was first, so your action was not carried out. The state is now: %(now)s.")
    return AlreadyDone(text % {"who": who_was_first(row), "now": now})


def last_change(row: models.Model) -> str:
    """Return a sentence on who changed `row` last, for a user who finds it in another state than expected; empty when
    unknown."""
    event = audit.latest_event(row)
    if event is None or event.actor is None:
        return ""
    return _("Last changed by %(who)s.") % {"who": who_was_first(row)}


def who_was_first(row: models.Model) -> str:
    """Return actor and time of the latest event about `row`: "Anna Holm (3. marts 2027 kl. 9.05)"."""
    event = audit.latest_event(row)
    if event is None or event.actor is None:
        return _("Somebody else")
    return person_and_time(event.actor, event.at)


def person_and_time(person: "AnyUser", at: datetime) -> str:
    return f"{person} ({danish_formats.moment(at)})"
