"""How an approved workflow ends (WAGTAIL_FINISH_WORKFLOW_ACTION)."""

from typing import TYPE_CHECKING

from accounts.user import User

if TYPE_CHECKING:  # Wagtail imports this module while it makes its models
    from wagtail.models import WorkflowState


def freeze_approved_minutes(workflow_state: "WorkflowState", user: User | None = None) -> None:
    """Publishes the revision that was approved.

    The head of area holds no page permission in the editor, and needs none: the verb that calls this has asked.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
