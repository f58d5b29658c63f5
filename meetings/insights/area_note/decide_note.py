"""Approve a note for the area, or send it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.forms.optimistic_lock import AlreadyDone
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.note_versions import bump_note_version, require_right
from meetings.insights.area_note.notifications import notify_decided
from meetings.insights.area_note.pages import AreaNotePage
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import current_step


def decide_note(
    *, note: AreaNotePage, decision: Decision, expected_version: int, by: User, reason: str = ""
) -> AreaNotePage:
    """Decide on the note: APPROVED moves SUBMITTED to APPROVED, RETURNED with a reason back to DRAFT.

    Raises NotAllowed, OwnSubmission, ReasonMissing, AlreadyDecided, AlreadyDone, ChangedMeanwhile.
    """
    require_right(Right.APPROVE_AREA_NOTE, note, by)
    after = {"state": NoteState.DRAFT, "return_reason": reason.strip()} if decision == Decision.RETURNED else {}
    with transaction.atomic():
        current = bump_note_version(note, expected_version=expected_version, states=(NoteState.SUBMITTED,), **after)
        step = current_step(current, by=by)
        decide_step(
            page=current, step=step, decision=decision, expected_hash=str(expected_version), reason=reason, by=by
        )
        decided = AreaNotePage.objects.select_related("area", "submitted_by").get(pk=current.pk)
        audit.record(f"area_note.{decision.value}", decided, by=by, area=decided.area_id)
        notify_decided(decided, by)
    return decided


def approve_note(*, note: AreaNotePage, by: User) -> None:
    """What the approval of the last step means, in the transaction of the decision."""
    changes = {"state": NoteState.APPROVED, "approved_by": by, "approved_at": timezone.now()}
    if not AreaNotePage.objects.filter(pk=note.pk, state=NoteState.SUBMITTED).update(**changes):
        raise AlreadyDone(_("Somebody else changed the note first. Look at it again."))
