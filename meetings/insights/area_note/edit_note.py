"""Change a draft of a note: its title, order and own words; passages can be taken out."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.note_pieces import NotePiece, body_of
from meetings.insights.area_note.note_versions import bump_note_version, require_right, save_with_revision
from meetings.insights.area_note.pages import AreaNotePage


class TitleMissing(Refusal):
    """A note has a title."""


def edit_note(
    *, note: AreaNotePage, title: str, pieces: Sequence[NotePiece], expected_version: int, by: User
) -> AreaNotePage:
    """Store the note as one revision. A passage that is not among `pieces` is taken out, its frozen words with it.

    Raises NotAllowed, TitleMissing, AlreadyDone, ChangedMeanwhile.
    """
    require_right(Right.WRITE_AREA_NOTE, note, by)
    if not title.strip():
        raise TitleMissing(_("Give the note a title."), field="title")
    with transaction.atomic():
        current = bump_note_version(note, expected_version=expected_version, states=(NoteState.DRAFT,))
        kept = {piece.quoted_id for piece in pieces if piece.quoted_id}
        own = set(current.passages.values_list("pk", flat=True))
        current.title = title.strip()
        current.body = body_of(piece for piece in pieces if piece.is_written or piece.quoted_id in own)
        save_with_revision(current, by=by)
        current.passages.exclude(pk__in=kept).delete()
        audit.record("area_note.edited", current, by=by, area=current.area_id, taken_out=len(own - kept))
    return current
