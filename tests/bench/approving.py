"""Minutes submitted and approved, against Wagtail's engine alone on the same page: revision, workflow, publication."""

from collections.abc import Iterator

from django.conf import settings
from django.test import override_settings
from wagtail.models import Task, Workflow, WorkflowState, WorkflowTask

from accounts.user import User
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.pages import MinutesPage
from tests import factories
from tests.bench.pairs import Ratio, in_turn
from tests.meetings.minutes.scene import TODAY, Scene, written

QUEUE = {"BACKEND": "foundation.task_queue.backend.TableBackend", "QUEUES": []}
TIMES = 3
PAIRS = 7


def measure() -> Ratio:
    ours, bare = _scenes(), _scenes()
    workflow = Workflow.objects.create(name="Bare")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Bare"))
    editor = factories.user(is_superuser=True)
    on_finish = WorkflowState.on_finish

    def with_engine() -> None:
        WorkflowState.on_finish = _publish
        try:
            for _time in range(TIMES):
                _approve_bare(next(bare).minutes, workflow, editor)
        finally:
            WorkflowState.on_finish = on_finish

    def with_us() -> None:
        for _time in range(TIMES):
            _approve_ours(next(ours))

    name = "minutes submitted and approved"
    with override_settings(TASKS=settings.TASKS | {"default": QUEUE}):  # tasks wait for a worker, as in production
        return in_turn(name, with_us, "revision, workflow and publication by Wagtail", with_engine, pairs=PAIRS)


def _approve_ours(scene: Scene) -> None:
    minutes = scene.minutes
    sent = submit_minutes(minutes=minutes, expected_version=minutes.version, by=scene.leader, today=TODAY)
    seen = {"expected_version": sent.version, "content_hash": sent.content_hash}
    approve_minutes(minutes=minutes, by=scene.chef, today=TODAY, **seen)
    assert MinutesPage.objects.get(pk=minutes.pk).live


def _approve_bare(minutes: MinutesPage, workflow: Workflow, by: User) -> None:
    minutes.save()
    minutes.save_revision(user=by)
    state = workflow.start(minutes, by)
    state.current_task_state.approve(user=by)
    assert MinutesPage.objects.get(pk=minutes.pk).live


def _publish(state: WorkflowState, user: User | None = None) -> None:
    """What Wagtail does, without its permission: nobody has one on minutes."""
    state.current_task_state.revision.publish(user=user, skip_permission_checks=True)


def _scenes() -> Iterator[Scene]:
    """Scenes made before the measurement begins."""
    return iter([written() for _scene in range(TIMES * (PAIRS + 1))])
