"""The Wagtail workflow of minutes, kept in step with our actions.

The actions decide (one conditional update each) and update the workflow in the same transaction, so that Wagtail's
history shows submission, return and approval as for any other page.
"""

from django.db import connections, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from accounts.user import User
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import SubmittedVersion
from meetings.minutes.task import ChefApprovalTask, approval_workflow


def ensure_workflow(*, using: str = "default") -> None:
    """Create workflow and task unless they exist. Called after each migrate.

    Not a data migration: rows from a migration are lost when a database is flushed (by transactional tests, or to empty
    a demo), while post_migrate is sent after a flush too.
    """
    tables = connections[using].introspection.table_names()
    if ChefApprovalTask._meta.db_table not in tables or Workflow._meta.db_table not in tables:
        return  # a partial migrate: the signal is sent before our tables exist
    with transaction.atomic(using=using), translation.override("da"):
        if ChefApprovalTask.objects.using(using).exists():
            return
        task = ChefApprovalTask(name=_("The head of area's approval"))
        task.save(using=using)
        workflow = Workflow.objects.using(using).create(name=_("Approval of minutes"))
        WorkflowTask.objects.using(using).create(workflow=workflow, task=task.task_ptr, sort_order=0)


def start(minutes: MinutesPage, by: User) -> None:
    """Start the workflow, or resume it after a return, on the latest revision."""
    state = minutes.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
        return
    if state is not None:  # left over from a change outside our actions
        state.cancel(user=by)
    state = approval_workflow().start(minutes, by)  # type: ignore[union-attr]
    # Wagtail would mail the requester within the request, and let them cancel in the admin. Our mails are
    # queued, and SubmittedVersion has the person who submitted.
    WorkflowState.objects.filter(pk=state.pk).update(requested_by=None)


def approve(minutes: MinutesPage, submission: SubmittedVersion, by: User) -> None:
    """Approve the running task, whose finish action publishes. Publish directly if the workflow was cancelled."""
    task_state = _running(minutes)
    if task_state is not None and task_state.revision_id == submission.revision_id:
        task_state.approve(user=by)
    else:
        submission.revision.publish(user=by, skip_permission_checks=True)


def reject(minutes: MinutesPage, by: User, reason: str) -> None:
    task_state = _running(minutes)
    if task_state is not None:
        task_state.reject(user=by, comment=reason)


def cancel(minutes: MinutesPage, by: User) -> None:
    state = minutes.current_workflow_state
    if state is not None:
        state.cancel(user=by)


def _running(minutes: MinutesPage) -> TaskState | None:
    task_state = minutes.current_workflow_task_state
    return task_state if task_state is not None and task_state.status == TaskState.STATUS_IN_PROGRESS else None
