"""Take a note back and make it a draft again."""

from django.db import transaction

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from meetings.insights.area_note.enums import DECIDED_STATES, Clearance, NoteState
from meetings.insights.area_note.note_versions import bump_note_version, require_right
from meetings.insights.area_note.pages import AreaNotePage
from meetings.moderation.start_moderation import withdraw_moderation


def withdraw_note(*, note: AreaNotePage, expected_version: int, by: User) -> AreaNotePage:
    """Move the note from any later state back to DRAFT: leaders and editors read it no more. Units that said yes, or
    were asked, are asked again, as what stands around their words may change; a no stays.

    Raises NotAllowed, AlreadyDecided, AlreadyDone, ChangedMeanwhile.
    """
    require_right(Right.WRITE_AREA_NOTE, note, by)
    with transaction.atomic():
        current = bump_note_version(
            note, expected_version=expected_version, states=(NoteState.SUBMITTED, *DECIDED_STATES),
            state=NoteState.DRAFT, live=False, submitted_by=None, submitted_at=None, approved_by=None, approved_at=None,
            published_at=None,
        )  # fmt: skip
        withdraw_moderation(current, by=by)
        current.passages.filter(clearing__in=[Clearance.ASKED, Clearance.YES]).update(clearing=Clearance.NOT_ASKED)
        audit.record("area_note.taken_back", current, by=by, area=current.area_id)
    return current
