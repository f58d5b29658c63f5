"""Writes down when a preparation meeting is and what it decided."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal
from meetings.meeting.begin_preparation import begin_preparation
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.participant import PreparationStep
from meetings.units import access


class PreparationClosed(Refusal):
    """The meeting has been held or is cancelled."""


class NothingDecided(Refusal):
    """A step that is done says what came of it."""


class WrittenMeanwhile(Conflict):
    """Somebody else wrote another conclusion after this one was read; `theirs` is the text that stands now."""

    def __init__(self, message: str, *, theirs: str) -> None:
        super().__init__(message, field="decided")
        self.theirs = theirs


def record_preparation(
    *,
    step: PreparationStep,
    planned_on: date | None,
    decided: str,
    done: bool,
    by: User,
    seen_decided: str | None = None,
) -> PreparationStep:
    """The unit's leaders and the consultant write together; `seen_decided` is the text that the writer began from.

    In a convened meeting the preparation has begun with the first thing written down.
    Raises NotAllowed, PreparationClosed, NothingDecided, WrittenMeanwhile.
    """
    meeting = step.meeting
    if not access.of(by).may(Right.PREPARE, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders and the consultant plan the preparation."))
    decided = decided.strip()
    if done and not decided:
        raise NothingDecided(_("Write what you agreed before you mark the step as done."), field="decided")
    with transaction.atomic():
        row = PreparationStep.objects.select_for_update().select_related("meeting").get(pk=step.pk)
        if row.meeting.state not in OPEN_STATES:
            raise PreparationClosed(_("The preparation is over: the meeting is held or cancelled."))
        if seen_decided is not None and row.decided not in (_lines(seen_decided), decided):
            raise WrittenMeanwhile(
                _("Somebody else has written here meanwhile. Bring the two texts together and save again."),
                theirs=row.decided,
            )
        row.planned_on, row.decided = planned_on, decided
        if done != bool(row.done_at):
            row.done_at, row.done_by = (timezone.now(), by) if done else (None, None)
        row.save(update_fields=["planned_on", "decided", "done_at", "done_by"])
        begin_preparation(meeting=meeting, by=by)
        audit.record("meeting.preparation_recorded", meeting, by=by, unit_id=meeting.unit_id, step=row.pk, done=done)
    return row


def _lines(text: str) -> str:
    """A browser sends a text back with other line ends than it got."""
    return text.replace("\r\n", "\n").strip()
