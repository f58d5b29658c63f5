"""Start the moderation of a page, find the step it is at, and take it back."""

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState, WorkflowTask

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
    of_kind = WorkflowTask.objects.filter(workflow__moderation__kind=page.moderated_kind, workflow__active=True)
    last = of_kind.filter(task__active=True).select_related("workflow", "task").order_by("sort_order").last()
    if last is None or getattr(last.task.specific_class, "decides", None) != page.moderated_kind:
        raise NoWorkflow(_("The workflow lacks the step that decides. Ask your administrator to put it back."))
    if page.latest_revision_id is None:
        page.save_revision(user=by, clean=False)
    state = page.workflow_states.active().first()
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.status, state.current_task_state = WorkflowState.STATUS_IN_PROGRESS, None
        state.save()
        state.update(user=by)
        return _step_of(state, page)
    if state is not None:
        withdraw_moderation(page, by=by)
    # Wagtail would let the requester cancel in the admin; our pages know who submitted them.
    state = last.workflow.start(page, by)
    WorkflowState.objects.filter(pk=state.pk).update(requested_by=None)
    return _step_of(state, page)


def current_step(page: ModeratedPage, *, by: User | None) -> TaskState:
    """Return the step at which `page` waits. Starts the moderation anew when it was stopped outside our actions."""
    state = running_state(page)
    running = state.current_task_state if state and state.status == WorkflowState.STATUS_IN_PROGRESS else None
    if running is None or running.status != TaskState.STATUS_IN_PROGRESS:
        return start_moderation(page, by=by)
    return _step_of(state, page)


def withdraw_moderation(page: ModeratedPage, *, by: User | None) -> None:
    """Take `page` back from the step at which it waits. Raises AlreadyDecided when that step is decided."""
    state = running_state(page)
    if state is None:
        return
    step = state.current_task_state
    if by is not None and step is not None and step.status == TaskState.STATUS_IN_PROGRESS:
        claim_step(step, Decision.WITHDRAWN, by=by)
    state.cancel(user=by)


def running_state(page: ModeratedPage) -> WorkflowState | None:
    """Return Wagtail's `current_workflow_state` with its workflow. One query."""
    return page.workflow_states.active().select_related("workflow", "current_task_state__task").first()


def _step_of(state: WorkflowState, page: ModeratedPage) -> TaskState:
    """The step with the very `state`, which carries the decision to the finish.

    `page` is what the engine loads and builds anew from the revision, to log what is decided about it. The engine also
    asks the database for each row that `state` refers to whenever it saves it; they were all read with it just now.
    """
    step: TaskState = state.current_task_state
    step.workflow_state = state
    state.content_object = page.page_ptr
    state.full_clean = lambda *_args, **_kwargs: None
    if step.revision_id == page.latest_revision_id:
        step.revision = page.latest_revision
        step.revision.as_object = lambda: page
    return step
