"""Forms that take an example off the list, and list it again."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import DayField
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.forum.forms import ExampleStepBackForm
from meetings.forum.pages import ExamplePage


class ExampleTitleField(ModelChoiceByIdField):
    def label_from_instance(self, obj: ExamplePage) -> str:
        return f"{obj.title} ({obj.school_year})"


class PlainChangeForm(ChangeForm[ExamplePage]):
    """Nothing but the version that was seen."""

    @staticmethod
    def initial_from(row: ExamplePage) -> dict[str, object]:
        return {}


class SupersedeForm(PlainChangeForm):
    successor = ExampleTitleField(
        ExamplePage.objects.none(), label=_("The newer example"), empty_label=_("Choose"),
        error_messages={"required": _("Choose the newer example.")},
    )  # fmt: skip

    def __init__(self, *args: Any, successors: QuerySet[ExamplePage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors


class ExampleDecisionForm(ExampleStepBackForm):
    """The two decisions: shown, perhaps from a day ahead; or sent back with a reason."""

    show_from = DayField(label=_("Show from"), required=False, help_text=_("Leave it empty to show the example now."))

    @staticmethod
    def initial_from(row: ExamplePage) -> dict[str, object]:
        """The day that somebody chose who read it before."""
        return {"show_from": timezone.localdate(row.go_live_at) if row.go_live_at else None}
