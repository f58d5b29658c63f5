"""Optimistic locking for actions on examples."""

from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.user import User
from foundation.forms.optimistic_lock import AlreadyDone, bump_version
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage


def bump_example_version(
    example: ExamplePage, *, expected_version: int, states: tuple[ExampleState, ...], **values: object
) -> ExamplePage:
    """Move the row at `expected_version` from one of `states`, set `values`, and return the example as it is now.

    Raises AlreadyDone, ChangedMeanwhile.
    """
    rows = ExamplePage.objects.filter(pk=example.pk).select_related("unit", "evidence", "proposed_by")
    claimed: ExamplePage | None = bump_version(rows, expected_version, states=states, **values)
    if claimed is None:
        text = _("Somebody else changed it first. The example is now: %(state)s. Look at it again.")
        raise AlreadyDone(text % {"state": rows.get().get_state_display()})
    return claimed


def save_with_revision(example: ExamplePage, *, by: User) -> Revision:
    """Save the row and a revision; return the revision."""
    example.full_clean()
    example.save(clean=False)
    return example.save_revision(user=by, clean=False)
