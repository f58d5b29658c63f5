"""Two people who act on one example never do so unknown to each other."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from foundation.optimistic_lock import ChangedMeanwhile
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage


class ActedMeanwhile(ChangedMeanwhile):
    """Somebody changed or decided since the page was read; nothing was done."""


def claim(example: ExamplePage, *, seen: int, states: tuple[ExampleState, ...], **values: Any) -> ExamplePage:
    """Moves the row from one of `states` at version `seen`, sets `values`, and returns it as it is now.

    One conditional update: of two at once exactly one gets through. Raises ActedMeanwhile.
    """
    rows = ExamplePage.objects.filter(pk=example.pk, version=seen, state__in=states)
    if not rows.update(version=F("version") + 1, **values):
        now = ExamplePage.objects.get(pk=example.pk)
        raise ActedMeanwhile(
            _("Somebody else was here first. The example is now: %(state)s. Look at it again.")
            % {"state": now.get_state_display()},
            now,
        )
    return ExamplePage.objects.select_related("unit__area", "evidence", "proposed_by").get(pk=example.pk)


def keep(example: ExamplePage, *, by: Any) -> Any:
    """Writes row and revision; returns the revision."""
    example.full_clean()
    example.save(clean=False)
    return example.save_revision(user=by, clean=False)
