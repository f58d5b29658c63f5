"""The setting WAGTAIL_FINISH_WORKFLOW_ACTION: what happens when the workflow ends approved."""

from typing import TYPE_CHECKING

from accounts.user import User

if TYPE_CHECKING:  # Wagtail imports this module while loading its models
    from wagtail.models import WorkflowState


def freeze_approved_minutes(workflow_state: "WorkflowState", user: User | None = None) -> None:
    """Publish the revision that was approved.

    Permission checks are skipped: the head of area has no page permissions in Wagtail, and `approve_minutes` has
    checked the right.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
