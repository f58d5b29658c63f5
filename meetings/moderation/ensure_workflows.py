"""The workflow of each kind, as a new installation begins with it."""

from django.db import connections, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, Workflow, WorkflowTask

from meetings.moderation.enums import ModeratedKind
from meetings.moderation.models import Moderation, StepDecision
from meetings.moderation.tasks import (
    STEP_TYPES,
    AreaNoteTask,
    ArticleTask,
    ChefApprovalTask,
    ClearanceTask,
    ConsultantTask,
    ModerationTask,
    OtherEditorTask,
)

NAMES: dict[type[ModerationTask], Promise] = {
    ChefApprovalTask: _("The head of area's approval"),
    ClearanceTask: _("Clearance for the leader forum"),
    ConsultantTask: _("The consultant reads"),
    OtherEditorTask: _("Another editor approves"),
    AreaNoteTask: _("The head of area approves the note"),
    ArticleTask: _("Another editor approves the article"),
}
WORKFLOWS: dict[ModeratedKind, tuple[Promise, type[ModerationTask]]] = {
    ModeratedKind.MINUTES: (_("Approval of minutes"), ChefApprovalTask),
    ModeratedKind.EXAMPLE: (_("Clearance of examples"), ClearanceTask),
    ModeratedKind.TEMPLATE: (_("Approval of templates"), OtherEditorTask),
    ModeratedKind.AREA_NOTE: (_("Approval of notes for the area"), AreaNoteTask),
    ModeratedKind.ARTICLE: (_("Approval of articles"), ArticleTask),
}
#: Off until an administrator switches it on: one editor alone publishes templates and articles.
INACTIVE_BY_DEFAULT = frozenset({ModeratedKind.TEMPLATE, ModeratedKind.ARTICLE})


def ensure_workflows(*, using: str = "default") -> None:
    """Create the steps and the workflow of each kind that has none. Called after each migrate.

    Not a data migration: rows from a migration are lost when a database is flushed (by transactional tests, or to empty
    a demo), while post_migrate is sent after a flush too.
    """
    tables = connections[using].introspection.table_names()
    if not {Workflow._meta.db_table, StepDecision._meta.db_table} <= set(tables):
        return  # a partial migrate: the signal is sent before our tables exist
    with transaction.atomic(using=using), translation.override("da"):
        steps = {step: _step(step, using) for step in STEP_TYPES}
        for kind, (name, last) in WORKFLOWS.items():
            if not Moderation.objects.using(using).filter(kind=kind).exists():
                workflow = _workflow_with(steps[last], using)
                if workflow is None:
                    workflow = Workflow.objects.using(using).create(
                        name=str(name), active=kind not in INACTIVE_BY_DEFAULT
                    )
                    WorkflowTask.objects.using(using).create(workflow=workflow, task=steps[last], sort_order=0)
                Moderation.objects.using(using).create(kind=kind, workflow=workflow)


def _step(step: type[ModerationTask], using: str) -> Task:
    row = step.objects.using(using).first()
    if row is None:
        row = step(name=str(NAMES[step]))
        row.save(using=using)
    return row.task_ptr


def _workflow_with(task: Task, using: str) -> Workflow | None:
    """The workflow of a database that is older than `Moderation`."""
    return Workflow.objects.using(using).filter(workflow_tasks__task=task, moderation=None).first()
