"""Approve a step of the moderation, or send the page back: the one place where a step is decided."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.user import User
from foundation.errors import Conflict, NotAllowed, ReasonMissing
from foundation.text import danish_formats
from meetings.moderation.enums import Decision
from meetings.moderation.models import StepDecision
from meetings.units import access

if TYPE_CHECKING:
    from meetings.moderation.pages import ModeratedPage


class AlreadyDecided(Conflict):
    """Another decision came first; the message names the person, the decision and the time."""


class OwnSubmission(NotAllowed):
    """Nobody decides about what they submitted themselves."""


@dataclass(frozen=True)
class RunningDecision:
    """A decision that is being carried out now; `finish_workflow` refuses to finish without one."""

    row: StepDecision
    page: "ModeratedPage"
    today: date


def decide_step(
    *,
    page: "ModeratedPage",
    step: TaskState,
    decision: Decision,
    expected_hash: str,
    by: User,
    reason: str = "",
    today: date | None = None,
) -> StepDecision:
    """Record `decision` (APPROVED or RETURNED) on the running `step` of `page`, and let Wagtail's engine go on: to the
    next step, to its finish, or back to the writers.

    `expected_hash` says what the person has read. One transaction. Raises NotAllowed, OwnSubmission, ReasonMissing,
    AlreadyDecided, NotDecided.
    """
    task = step.task.specific_deferred
    if not task.may_act(access.of(by), page):
        raise NotAllowed(_("This step is somebody else's: %(step)s.") % {"step": task.name})
    if page.is_submitted_by(by):
        raise OwnSubmission(_("You have sent this yourself. Somebody else must decide."))
    if decision == Decision.RETURNED and not reason.strip():
        raise ReasonMissing(_("Write what should be changed, so that the writers know what to do."), field="reason")
    with transaction.atomic():
        row = claim_step(step, decision, by=by, expected_hash=expected_hash)
        step.workflow_state.running_decision = RunningDecision(row, page, today or timezone.localdate())
        if decision == Decision.RETURNED:
            step.reject(user=by, comment=reason.strip())
        elif task.decides == page.moderated_kind:
            # Whatever was added to the workflow meanwhile: this step is the last one.
            step.approve(user=by, update=False, comment=reason.strip())
            step.workflow_state.finish(user=by)
        else:
            step.approve(user=by, comment=reason.strip())
    return row


def claim_step(step: TaskState, decision: Decision, *, by: User, expected_hash: str = "") -> StepDecision:
    """Write the row that decides the step. Call inside a transaction. Raises AlreadyDecided.

    Wagtail's own approval checks the state without a lock, so two people can make opposite decisions at once. Here the
    second waits for the first, and its row breaks the unique constraint.
    """
    try:
        with transaction.atomic():
            row = StepDecision.objects.create(task_state=step, decision=decision, by=by, seen=expected_hash)
    except IntegrityError:
        raise already_decided(StepDecision.objects.select_related("by").get(task_state=step)) from None
    # The engine's own state as the database has it: it may have been cancelled outside our actions.
    step.refresh_from_db(fields=["status"])
    if step.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyDecided(_("This was decided meanwhile. Load the page again."))
    return row


def already_decided(row: StepDecision) -> AlreadyDecided:
    """Return the error for whoever comes second."""
    facts = {"person": row.by, "moment": danish_formats.moment(row.at)}
    if row.decision == Decision.APPROVED:
        return AlreadyDecided(_("%(person)s already approved it on %(moment)s.") % facts)
    if row.decision == Decision.RETURNED:
        return AlreadyDecided(_("%(person)s already sent it back on %(moment)s.") % facts)
    return AlreadyDecided(_("%(person)s took it back on %(moment)s.") % facts)
