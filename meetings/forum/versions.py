"""Two people who act on one example never do so unknown to each other."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Conflict
from foundation.forms.optimistic_lock import take_version
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage


class ActedMeanwhile(Conflict):
    """Somebody decided since the page was read; nothing was done."""


def claim(example: ExamplePage, *, seen: int, states: tuple[ExampleState, ...], **values: Any) -> ExamplePage:
    """Moves the row from one of `states` at version `seen`, sets `values`, and returns it as it is now.

    Raises ActedMeanwhile, ChangedMeanwhile.
    """
    rows = ExamplePage.objects.filter(pk=example.pk).select_related("unit__area", "evidence", "proposed_by")
    claimed: ExamplePage | None = take_version(rows, seen, states=states, **values)
    if claimed is None:
        text = _("Somebody else was here first. The example is now: %(state)s. Look at it again.")
        raise ActedMeanwhile(text % {"state": rows.get().get_state_display()})
    return claimed


def keep(example: ExamplePage, *, by: User) -> Any:
    """Writes row and revision; returns the revision."""
    example.full_clean()
    example.save(clean=False)
    return example.save_revision(user=by, clean=False)
