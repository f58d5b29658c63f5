"""Wagtail's engine alone approves and publishes what nobody decided about; here each of those ways is refused."""

from collections.abc import Callable

import pytest
from wagtail.models import Task, TaskState, WorkflowState, WorkflowTask

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.agreements.models import Agreement
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.moderation.decide_step import AlreadyDecided, decide_step
from meetings.moderation.ensure_workflows import ensure_workflows
from meetings.moderation.enums import Decision, ModeratedKind
from meetings.moderation.finish_workflow import NotDecided
from meetings.moderation.models import Moderation, StepDecision
from meetings.moderation.start_moderation import NoWorkflow
from meetings.moderation.tasks import ChefApprovalTask, ConsultantTask
from tests import factories
from tests.meetings.minutes.scene import TODAY, Scene, approve, submit, submitted, written
from tests.meetings.moderation.workflows import add_first_step, workflow_of

pytestmark = pytest.mark.django_db


def step_of(scene: Scene) -> TaskState:
    return MinutesPage.objects.get(pk=scene.minutes.pk).current_workflow_task_state


def nothing_is_approved(scene: Scene) -> bool:
    page = MinutesPage.objects.get(pk=scene.minutes.pk)
    waits = page.state == MinutesState.SUBMITTED and not page.live
    return waits and not ApprovalRecord.objects.exists() and not Agreement.objects.exists()


def deactivate_the_chefs_task(scene: Scene) -> None:
    ChefApprovalTask.objects.get().deactivate(user=scene.chef)


def finish_the_workflow(scene: Scene) -> None:
    scene.minutes.current_workflow_state.finish(user=scene.chef)


def approve_the_state_itself(scene: Scene) -> None:
    step_of(scene).approve(user=scene.chef)


def remove_all_steps_and_go_on(scene: Scene) -> None:
    WorkflowTask.objects.filter(workflow=workflow_of(ModeratedKind.MINUTES)).delete()
    step_of(scene).cancel(user=scene.chef)


@pytest.mark.parametrize(
    "attack",
    [deactivate_the_chefs_task, finish_the_workflow, approve_the_state_itself, remove_all_steps_and_go_on],
)
def test_the_engine_does_not_finish_without_the_heads_decision(attack: Callable[[Scene], None]) -> None:
    scene = submitted()
    with pytest.raises(NotDecided):
        attack(scene)
    assert nothing_is_approved(scene)


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_tasks_own_action_decides_nothing(action: str) -> None:
    """What the views of the Wagtail admin call."""
    scene = submitted()
    step = step_of(scene)
    with pytest.raises(NotAllowed):
        step.task.specific.on_action(step, scene.chef, action, comment="Nej")
    assert nothing_is_approved(scene)
    assert step.task.specific.get_actions(scene.minutes, scene.chef) == []


def test_the_step_before_does_not_approve_when_the_heads_step_was_removed() -> None:
    add_first_step(ModeratedKind.MINUTES, ConsultantTask)
    scene = submitted()
    WorkflowTask.objects.filter(task=ChefApprovalTask.objects.get().task_ptr).delete()
    waiting = scene.minutes.submissions.get()
    with pytest.raises(NotDecided):
        approve_minutes(
            minutes=scene.minutes, expected_version=waiting.version, content_hash=waiting.content_hash,
            by=scene.consultant, today=TODAY,
        )  # fmt: skip
    assert nothing_is_approved(scene)


def test_a_stale_return_after_the_approval_is_refused() -> None:
    scene = submitted()
    step, version = step_of(scene), scene.minutes.submissions.get().version
    approve(scene)
    with pytest.raises(AlreadyDecided):
        decide_step(
            page=scene.minutes,
            step=step,
            decision=Decision.RETURNED,
            expected_hash="",
            reason="For sent",
            by=scene.chef,
        )
    with pytest.raises(AlreadyDecided):
        return_minutes(minutes=scene.minutes, expected_version=version, reason="For sent", by=scene.chef, today=TODAY)
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.APPROVED
    assert StepDecision.objects.get().decision == Decision.APPROVED


def test_nothing_is_submitted_to_a_workflow_that_cannot_decide() -> None:
    scene = written()
    Task.objects.filter(pk=ChefApprovalTask.objects.get().pk).update(active=False)
    with pytest.raises(NoWorkflow):
        submit(scene)
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.DRAFT
    assert not WorkflowState.objects.exists()


def test_a_revision_that_nobody_read_is_not_approved() -> None:
    scene = submitted()
    page = MinutesPage.objects.get(pk=scene.minutes.pk)
    page.adjust_frame = "Smuglet ind"
    page.save_revision(user=scene.leader)  # makes the step wait for the new revision
    waiting = scene.minutes.submissions.get()
    with pytest.raises(Exception, match=r".+"):
        approve(scene, expected_version=waiting.version)
    assert nothing_is_approved(scene)


def test_minutes_that_waited_before_the_moderation_are_decided_about_after_it() -> None:
    """A database of an earlier release: a workflow with the chef's task, minutes waiting, and nothing of ours."""
    scene = submitted()
    Moderation.objects.all().delete()
    ensure_workflows()
    assert Moderation.objects.get(kind=ModeratedKind.MINUTES).workflow == scene.minutes.current_workflow_state.workflow
    assert approve(scene).content_hash == scene.minutes.submissions.get().content_hash


def test_minutes_whose_workflow_was_stopped_in_the_database_start_it_anew() -> None:
    scene = submitted()
    scene.minutes.current_workflow_state.cancel()
    approve(scene)
    assert MinutesPage.objects.get(pk=scene.minutes.pk).live


def test_the_decision_says_what_was_read() -> None:
    scene = submitted()
    approve(scene)
    decision = StepDecision.objects.select_related("task_state").get()
    assert decision.seen == ApprovalRecord.objects.get().content_hash
    assert decision.task_state.revision_id == ApprovalRecord.objects.get().revision_id


def test_a_superuser_decides_about_no_step() -> None:
    scene = submitted()
    with pytest.raises(NotAllowed):
        decide_step(
            page=scene.minutes, step=step_of(scene), decision=Decision.APPROVED, expected_hash="",
            by=factories.user(is_superuser=True, role=Role.CENTRAL_EDITOR),
        )  # fmt: skip
    assert not StepDecision.objects.exists()
