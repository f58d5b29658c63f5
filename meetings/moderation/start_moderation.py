"""Start the moderation of a page, find the step it is at, and take it back."""

from django.utils.translation import gettext as _
from wagtail.models import Task, TaskState, WorkflowState

from accounts.user import User
from foundation.errors import Refusal
from meetings.moderation.decide_step import claim_step
from meetings.moderation.enums import Decision
from meetings.moderation.pages import ModeratedPage


class NoWorkflow(Refusal):
    """The workflow of the kind is switched off, or has lost the step that decides."""


def start_moderation(page: ModeratedPage, *, by: User | None) -> TaskState:
    """Start the workflow on the latest revision of `page`, at its first step. Return that step.

    What waits at a step already is taken back first. After a return the same workflow goes on, from its beginning: all
    steps read the new text. Call inside the transaction of the action. Raises NoWorkflow.
    """
    workflow = page.get_workflow()
    last = Task.objects.filter(workflow_tasks__workflow=workflow, active=True).order_by("workflow_tasks__sort_order")
    task = last.last() if workflow else None
    if workflow is None or task is None or getattr(task.specific, "decides", None) != page.moderated_kind:
        raise NoWorkflow(_("The workflow lacks the step that decides. Ask your administrator to put it back."))
    if page.latest_revision_id is None:
        page.save_revision(user=by, clean=False)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.status, state.current_task_state = WorkflowState.STATUS_IN_PROGRESS, None
        state.save()
        state.update(user=by)
        return _step_of(state)
    if state is not None:
        withdraw_moderation(page, by=by)
    # Wagtail would let the requester cancel in the admin; our pages know who submitted them.
    state = workflow.start(page, by)
    WorkflowState.objects.filter(pk=state.pk).update(requested_by=None)
    return _step_of(state)


def current_step(page: ModeratedPage, *, by: User | None) -> TaskState:
    """The step at which `page` waits. Starts the moderation anew when it was stopped outside our actions."""
    state = page.current_workflow_state
    running = state.current_task_state if state and state.status == WorkflowState.STATUS_IN_PROGRESS else None
    if running is None or running.status != TaskState.STATUS_IN_PROGRESS:
        return start_moderation(page, by=by)
    return _step_of(state)


def withdraw_moderation(page: ModeratedPage, *, by: User | None) -> None:
    """Take `page` back from the step at which it waits. Raises AlreadyDecided when that step is decided."""
    state = page.current_workflow_state
    if state is None:
        return
    step = state.current_task_state
    if by is not None and step is not None and step.status == TaskState.STATUS_IN_PROGRESS:
        claim_step(step, Decision.WITHDRAWN, by=by)
    state.cancel(user=by)


def _step_of(state: WorkflowState) -> TaskState:
    """The step with the very `state`, which carries the decision to the finish."""
    step: TaskState = state.current_task_state
    step.workflow_state = state
    return step
