"""Optimistic locking for actions on notes."""

from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import AlreadyDone, bump_version
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.pages import AreaNotePage
from meetings.units import access


def require_right(right: Right, note: AreaNotePage, by: User) -> None:
    """Raises NotAllowed."""
    if not access.of(by).may(right, note.area):
        raise NotAllowed(_("The head of the area and its consultants write its notes; the head decides about them."))


def bump_note_version(
    note: AreaNotePage, *, expected_version: int | None, states: tuple[NoteState, ...], **values: object
) -> AreaNotePage:
    """Move the row at `expected_version` from one of `states`, set `values`, and return the note as it is now.

    Raises AlreadyDone, ChangedMeanwhile.
    """
    rows = AreaNotePage.objects.filter(pk=note.pk).select_related("area", "submitted_by")
    claimed: AreaNotePage | None = bump_version(rows, expected_version, states=states, **values)
    if claimed is None:
        text = _("Somebody else changed it first. The note is now: %(state)s. Look at it again.")
        raise AlreadyDone(text % {"state": rows.get().get_state_display()})
    return claimed


def save_with_revision(note: AreaNotePage, *, by: User) -> Revision:
    note.draft_title = note.title
    note.full_clean()
    note.save(clean=False)
    return note.save_revision(user=by, clean=False)
