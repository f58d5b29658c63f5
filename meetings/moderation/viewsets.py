"""Arbejdsgange in the Wagtail admin: the steps of each kind's moderation."""

from typing import cast

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form, ModelChoiceField, Select
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Task, Workflow, WorkflowState

from foundation.editor.forms import EditorForm
from meetings.moderation.ensure_workflows import INACTIVE_BY_DEFAULT
from meetings.moderation.tasks import STEP_TYPES, ModerationTask


class StepFormSet(BaseChildFormSet):
    """The steps of a workflow: any that may read this kind, and last the one that decides about it."""

    instance: Workflow

    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        kind = self.instance.moderation.kind
        steps = [step for step in STEP_TYPES if step.decides == kind or kind in step.reads]
        rows = [task.pk for step in steps for task in step.objects.filter(active=True)]
        field = cast(ModelChoiceField, form.fields["task"])
        field.queryset = Task.objects.filter(pk__in=rows).order_by("name")

    def clean(self) -> None:
        """Raises ValidationError unless the last step, and only that, decides."""
        super().clean()
        chosen = [form.cleaned_data.get("task") for form in self.ordered_forms if form.cleaned_data]
        steps: list[ModerationTask] = [task.specific for task in chosen if task]
        kind = self.instance.moderation.kind
        if not steps or [step.decides == kind for step in steps] != [False] * (len(steps) - 1) + [True]:
            last = next(step for step in STEP_TYPES if step.decides == kind).objects.first()
            raise ValidationError(_("The last step must be “%(step)s”: without it nobody decides.") % {"step": last})


class StepsPanel(InlinePanel):
    def get_form_options(self) -> dict[str, object]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = StepFormSet
        return options


class WorkflowForm(EditorForm):
    """Only a workflow that is off at first can be switched off again, and not while something waits in it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.moderation.kind not in INACTIVE_BY_DEFAULT:
            del self.fields["active"]

    def clean_active(self) -> bool:
        waiting = WorkflowState.objects.filter(workflow=self.instance, status=WorkflowState.STATUS_IN_PROGRESS)
        if not self.cleaned_data["active"] and waiting.exists():
            raise ValidationError(_("Something waits for approval. Switch it off when that is decided."))
        return bool(self.cleaned_data["active"])

    def _version_now(self) -> str:
        steps = self.instance.workflow_tasks.values_list("task_id", flat=True)
        return f"{super()._version_now()[:40]} {'-'.join(map(str, steps))}"


class WorkflowIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[Workflow]:
        return Workflow.objects.exclude(moderation=None).prefetch_related("workflow_tasks__task")


class WorkflowViewSet(ModelViewSet):
    model = Workflow
    name = "moderation_workflows"
    url_prefix = "arbejdsgange"
    icon = "tasks"
    menu_label = gettext_lazy("Workflows")
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = WorkflowIndex
    list_display = [
        "name",
        Column("steps", label=gettext_lazy("Steps"), accessor=lambda row: _steps(row)),
        Column("state", label=gettext_lazy("In use"), accessor=lambda row: _("Yes") if row.active else _("No")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            StepsPanel(
                "workflow_tasks",
                [FieldPanel("task", widget=Select, heading=gettext_lazy("Step"))],
                heading=gettext_lazy("Steps, in the order they are taken"),
                label=gettext_lazy("step"),
            ),
            FieldPanel("active", heading=gettext_lazy("In use")),
        ],
        base_form_class=WorkflowForm,
    )


def _steps(workflow: Workflow) -> str:
    return " → ".join(row.task.name for row in workflow.workflow_tasks.all())
