"""Change the status of an agreement, with a dated note."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed, ReasonMissing, Refusal, Refusals
from foundation.forms.optimistic_lock import require_version
from meetings.agreements.enums import CLOSED_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.save_follow_up import save_follow_up
from meetings.agreements.supporting_evidence import shared_evidence
from meetings.units import access


class NothingChanged(Refusal):
    """Neither a new status nor a note."""


class DecidedAtMeetings(Refusal):
    """An agreement can only be carried over in the minutes of the next meeting."""


class EvidenceNotShared(Refusal):
    """Evidence of another unit, that is not shared with the meeting, or that is hidden by now."""


class BadDate(Refusal):
    """The new date has passed, or the agreement is closed."""


def follow_up(
    *,
    agreement: Agreement,
    status: AgreementStatus | str,
    note: str,
    by: User,
    today: date,
    new_due_on: date | None = None,
    evidence: Collection[int] = (),
    expected_version: int | None = None,
) -> FollowUp:
    """Add a follow-up dated `today` and set the agreement's `status` and, with a reason, its date.

    `evidence` are primary keys of what shows it. `expected_version` is the version that the form showed.

    Raises NotAllowed, ReasonMissing, NothingChanged, BadDate, DecidedAtMeetings, EvidenceNotShared, ChangedMeanwhile.
    """
    status, note = AgreementStatus(status), note.strip()
    if not access.of(by).may(Right.FOLLOW_UP, agreement.unit):
        raise NotAllowed(_("Leaders, consultant and head of area write the status of an agreement."))
    with transaction.atomic():
        row = Agreement.objects.select_for_update().get(pk=agreement.pk)
        require_version(row, expected_version)
        new_due_on = None if new_due_on == row.due_on else new_due_on
        wrong = refusals_of(row, status, note, new_due_on, today)
        is_new = status != row.status or status == AgreementStatus.IN_PROGRESS  # it still is, which is a status
        if not (is_new or note or new_due_on or evidence):
            wrong.add(NothingChanged(_("Choose another status, or write a note."), field="note"))
        if set(evidence) - set(shared_evidence(by, row.unit_id).filter(pk__in=evidence).values_list("pk", flat=True)):
            text = _("You can only show what the unit has shared with the meeting, and what is not hidden.")
            wrong.add(EvidenceNotShared(text, field="evidence"))
        wrong.raise_any()
        return save_follow_up(
            row, status=status, note=note, author=by, on=today, new_due_on=new_due_on, evidence=evidence
        )


def refusals_of(row: Agreement, status: AgreementStatus, note: str, new_due_on: date | None, today: date) -> Refusals:
    """Return what is wrong with this status of `row`: ReasonMissing, BadDate, DecidedAtMeetings."""
    wrong = Refusals()
    with wrong.collect():
        _require_note(row, status, note, new_due_on)
    with wrong.collect():
        _require_new_date(new_due_on, status, today)
    if status == AgreementStatus.CARRIED_OVER != row.status:
        text = _("An agreement is carried over in the minutes of the next meeting, where you agree on a new date.")
        wrong.add(DecidedAtMeetings(text, field="status"))
    return wrong


def _require_note(row: Agreement, status: AgreementStatus, note: str, new_due_on: date | None) -> None:
    if note:
        return
    if status == AgreementStatus.DROPPED:
        raise ReasonMissing(_("Write why the agreement is dropped."), field="note")
    if status != row.status and not row.is_open:
        raise ReasonMissing(_("Write why the agreement is opened again."), field="note")
    if new_due_on:
        raise ReasonMissing(_("Write why the date is another."), field="note")


def _require_new_date(day: date | None, status: AgreementStatus, today: date) -> None:
    if day is None:
        return
    if status in CLOSED_STATUSES:
        raise BadDate(_("An agreement that is fulfilled or dropped has no new date."), field="new_due_on")
    if day < today:
        raise BadDate(_("The date has passed. Choose a later one."), field="new_due_on")
