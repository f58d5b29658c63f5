"""Arbejdsgange in the Wagtail admin: administrators change the steps; the one that decides stays the last."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.tasks import ChefApprovalTask, ClearanceTask, ConsultantTask, OtherEditorTask
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.editor_form import seen
from tests.leaks.editor_routes import closed
from tests.meetings.moderation.workflows import add_first_step, submitted_template, workflow_of

pytestmark = pytest.mark.django_db


def editor_client(role: Role, today: Any) -> Client:
    sync_editor_groups()
    person = factories.user(role=role)
    set_editor_groups(person, today=today)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin(today: Any) -> Client:
    return editor_client(Role.ADMINISTRATOR, today)


def address(kind: ModeratedKind) -> str:
    return reverse("moderation_workflows:edit", args=[workflow_of(kind).pk])


def steps(kind: ModeratedKind) -> list[str]:
    return [task.specific.__class__.__name__ for task in workflow_of(kind).tasks]


def save(client: Client, kind: ModeratedKind, *chosen: Any, **more: Any) -> Any:
    """Send the form with `chosen`: for each step its row in the workflow or None, its type, and whether it goes."""
    rows = {row.task_id: row.pk for row in workflow_of(kind).workflow_tasks.all()}
    data: dict[str, Any] = {
        "name": "Arbejdsgang", "workflow_tasks-TOTAL_FORMS": len(chosen),
        "workflow_tasks-INITIAL_FORMS": len(rows), "workflow_tasks-MIN_NUM_FORMS": 0,
        "workflow_tasks-MAX_NUM_FORMS": 1000, **seen(client, address(kind)), **more,
    }  # fmt: skip
    ordered = sorted(enumerate(chosen), key=lambda one: one[1][0].objects.get().pk not in rows)
    for number, (order, (step, is_deleted)) in enumerate(ordered):
        task = step.objects.get().pk
        data |= {
            f"workflow_tasks-{number}-task": task,
            f"workflow_tasks-{number}-id": rows.get(task, ""),
            f"workflow_tasks-{number}-ORDER": order + 1,
            f"workflow_tasks-{number}-DELETE": "on" if is_deleted else "",
        }
    return client.post(address(kind), data)


def test_a_step_is_added_before_the_one_that_decides(admin: Client) -> None:
    answer = save(admin, ModeratedKind.MINUTES, (ConsultantTask, False), (ChefApprovalTask, False))
    assert answer.status_code == 302
    assert steps(ModeratedKind.MINUTES) == ["ConsultantTask", "ChefApprovalTask"]


def test_a_step_is_removed_again(admin: Client) -> None:
    add_first_step(ModeratedKind.MINUTES, ConsultantTask)
    answer = save(admin, ModeratedKind.MINUTES, (ConsultantTask, True), (ChefApprovalTask, False))
    assert answer.status_code == 302
    assert steps(ModeratedKind.MINUTES) == ["ChefApprovalTask"]


@pytest.mark.parametrize(
    "chosen",
    [
        [(ChefApprovalTask, False), (ConsultantTask, False)],
        [(ConsultantTask, False), (ChefApprovalTask, True)],
        [(ChefApprovalTask, True)],
    ],
    ids=["after it", "instead of it", "removed"],
)
def test_the_step_that_decides_stays_the_last(admin: Client, chosen: list[Any]) -> None:
    answer = save(admin, ModeratedKind.MINUTES, *chosen)
    assert answer.status_code == 200
    assert "Det sidste trin skal være »Chefens godkendelse«" in answer.content.decode()
    assert steps(ModeratedKind.MINUTES) == ["ChefApprovalTask"]


@pytest.mark.parametrize("step", [ClearanceTask, OtherEditorTask])
def test_a_step_that_may_not_read_minutes_is_refused(admin: Client, step: Any) -> None:
    answer = save(admin, ModeratedKind.MINUTES, (step, False), (ChefApprovalTask, False))
    assert answer.status_code == 400, "no form offers it"
    assert steps(ModeratedKind.MINUTES) == ["ChefApprovalTask"]


def test_wagtails_own_group_approval_is_not_offered(admin: Client) -> None:
    text = admin.get(address(ModeratedKind.MINUTES)).content.decode()
    assert "Konsulenten læser" in text and "Moderators approval" not in text


def test_only_templates_are_switched_on_and_off(admin: Client) -> None:
    assert save(admin, ModeratedKind.TEMPLATE, (OtherEditorTask, False), active="on").status_code == 302
    assert workflow_of(ModeratedKind.TEMPLATE).active
    save(admin, ModeratedKind.MINUTES, (ChefApprovalTask, False))
    assert workflow_of(ModeratedKind.MINUTES).active


def test_four_eyes_are_not_switched_off_while_a_template_waits(admin: Client) -> None:
    submitted_template(by=factories.user(role=Role.CENTRAL_EDITOR))
    answer = save(admin, ModeratedKind.TEMPLATE, (OtherEditorTask, False))
    assert answer.status_code == 200 and "venter på godkendelse" in answer.content.decode()
    assert workflow_of(ModeratedKind.TEMPLATE).active


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_changes_a_workflow(role: Role, today: Any) -> None:
    client = editor_client(role, today)
    for one in ("", f"edit/{workflow_of(ModeratedKind.MINUTES).pk}/"):
        assert client.get(f"/redaktion/arbejdsgange/{one}").status_code in (302, 404)
    client.post(address(ModeratedKind.MINUTES), {"name": "Kapret"})
    assert not Workflow.objects.filter(name="Kapret").exists()


def test_no_workflow_is_added_deleted_or_disabled_and_no_step_deactivated(admin: Client) -> None:
    workflow, task = workflow_of(ModeratedKind.MINUTES).pk, ChefApprovalTask.objects.get().pk
    closed(
        admin, "arbejdsgange/new/", f"arbejdsgange/delete/{workflow}/", f"workflows/disable/{workflow}/",
        f"workflows/edit/{workflow}/", f"workflows/tasks/disable/{task}/", f"workflows/tasks/edit/{task}/",
        "workflows/tasks/add/wagtailcore/groupapprovaltask/",
    )  # fmt: skip
    assert WorkflowTask.objects.filter(workflow=workflow, task__active=True).count() == 1
