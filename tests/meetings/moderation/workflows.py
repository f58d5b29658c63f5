"""Workflows for tests: a step added, and templates that need another editor."""

from wagtail.models import Workflow, WorkflowTask

from accounts.user import User
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.models import Moderation
from meetings.moderation.tasks import ModerationTask
from meetings.template.pages import TemplatePage
from tests import factories


def workflow_of(kind: ModeratedKind) -> Workflow:
    return Moderation.objects.get(kind=kind).workflow


def add_first_step(kind: ModeratedKind, step: type[ModerationTask]) -> None:
    """Put a step of this type before all others, as an administrator does in Arbejdsgange."""
    workflow = workflow_of(kind)
    for row in workflow.workflow_tasks.all():
        WorkflowTask.objects.filter(pk=row.pk).update(sort_order=row.sort_order + 1)
    WorkflowTask.objects.create(workflow=workflow, task=step.objects.get().task_ptr, sort_order=0)


def switch_on_four_eyes(kind: ModeratedKind = ModeratedKind.TEMPLATE) -> None:
    Workflow.objects.filter(moderation__kind=kind).update(active=True)


def submitted_template(*, by: User, school_year: str = "2027/2028") -> TemplatePage:
    """A draft that `by` has submitted, in an installation with four eyes."""
    switch_on_four_eyes()
    template = factories.template(school_year, published=False)
    template = TemplatePage.objects.get(pk=template.pk)
    workflow_of(ModeratedKind.TEMPLATE).start(template, by)
    return TemplatePage.objects.get(pk=template.pk)
