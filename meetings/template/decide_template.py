"""Approve a template that another editor has submitted, or send it back."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.template.notifications import notify_decided
from meetings.template.pages import TemplatePage
from meetings.template.readiness import missing_parts
from meetings.units import access


class NothingToDecide(Conflict):
    """The text that was read awaits no decision any more."""


class NotReady(Refusal):
    """The template lacks a part that a published one must have."""


def waiting_step(template: TemplatePage) -> TaskState | None:
    """The step at which the template waits for another editor."""
    step: TaskState | None = template.current_workflow_task_state
    return step if step is not None and step.status == TaskState.STATUS_IN_PROGRESS else None


def decide_template(*, template: TemplatePage, revision: int, decision: Decision, reason: str, by: User) -> None:
    """Record `decision` about the `revision` that was read. Approval publishes it (`publish_template`).

    Raises NotAllowed, OwnSubmission, ReasonMissing, NotReady, and Conflict (NothingToDecide, AlreadyDecided).
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only editors approve templates or send them back."))
    with transaction.atomic():
        page = TemplatePage.objects.get(pk=template.pk)
        step = waiting_step(page)
        if step is None or not revision == step.revision_id == page.latest_revision_id:
            raise NothingToDecide(_("The template was approved, sent back or changed meanwhile. Look at it again."))
        lacks = missing_parts(step.revision.as_object()) if decision == Decision.APPROVED else []
        if lacks:
            raise NotReady(lacks[0].message)
        sent_by = step.workflow_state.requested_by
        decide_step(page=page, step=step, decision=decision, seen=str(revision), reason=reason, by=by)
        audit.record(f"template.{decision.value}", page, by=by, revision=revision)
        notify_decided(page, decision, sent_by=sent_by, by=by)


def publish_template(*, revision_id: int, by: User) -> None:
    """What approval of the last step means, in the transaction of the decision."""
    Revision.objects.get(pk=revision_id).publish(user=by, skip_permission_checks=True)
