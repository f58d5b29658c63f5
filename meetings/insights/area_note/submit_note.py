"""Send a note to the head of the area for approval."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.note_pieces import body_of, shown_pieces
from meetings.insights.area_note.note_versions import bump_note_version, require_right, save_with_revision
from meetings.insights.area_note.notifications import notify_waiting
from meetings.insights.area_note.pages import AreaNotePage
from meetings.moderation.start_moderation import start_moderation


class EmptyNote(Refusal):
    """There is nothing in the note."""


def submit_note(*, note: AreaNotePage, expected_version: int, by: User) -> AreaNotePage:
    """Move DRAFT to SUBMITTED, without empty headings and texts. Somebody else than `by` decides.

    Raises NotAllowed, EmptyNote, AlreadyDone, ChangedMeanwhile, NoWorkflow.
    """
    require_right(Right.WRITE_AREA_NOTE, note, by)
    with transaction.atomic():
        current = bump_note_version(
            note, expected_version=expected_version, states=(NoteState.DRAFT,), state=NoteState.SUBMITTED,
            submitted_by=by, submitted_at=timezone.now(), return_reason="",
        )  # fmt: skip
        pieces = shown_pieces(current.body, {row.pk: row for row in current.passages.all()})
        if not pieces:
            raise EmptyNote(_("There is nothing in the note yet. Add passages, or write something."))
        current.body = body_of(pieces)
        save_with_revision(current, by=by)
        start_moderation(current, by=by)
        audit.record("area_note.submitted", current, by=by, area=current.area_id)
        notify_waiting(current, by)
    return current
