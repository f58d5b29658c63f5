"""The setting WAGTAIL_FINISH_WORKFLOW_ACTION: what happens when a workflow ends approved."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal

if TYPE_CHECKING:  # Wagtail imports this module while loading its models
    from wagtail.models import WorkflowState


class NotDecided(Refusal):
    """The workflow ended without the approval that it is for."""


def finish_workflow(workflow_state: "WorkflowState", user: User | None = None) -> None:
    """Send `document_approved`, if the last step approved exactly this revision just now.

    Wagtail finishes a workflow also when its last step was deactivated or removed from it, and then publishes what
    nobody decided about. Raises NotDecided then, which rolls everything back.
    """
    from meetings.moderation.enums import Decision
    from meetings.moderation.signals import document_approved

    step, running = workflow_state.current_task_state, getattr(workflow_state, "running_decision", None)
    not_decided = NotDecided(_("The last step of the workflow has not approved this text, so nothing was published."))
    if running is None:
        raise not_decided
    is_decided = (
        running.row.task_state_id == step.pk
        and running.row.decision == Decision.APPROVED
        and step.status == step.STATUS_APPROVED
        and step.task.specific_deferred.decides == running.page.moderated_kind
        and str(running.page.pk) == str(workflow_state.object_id)
        and step.revision_id == running.page.latest_revision_id
    )
    if not is_decided:
        raise not_decided
    document_approved.send(
        sender=type(running.page),
        page=running.page,
        revision_id=step.revision_id,
        decision=running.row,
        today=running.today,
    )
