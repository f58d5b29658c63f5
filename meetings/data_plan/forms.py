"""The form for one line of a data plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.user import User
from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import DayField
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.data_plan.delimit import DelimitationValues
from meetings.data_plan.enums import DataKind
from meetings.data_plan.line_values import LineValues
from meetings.data_plan.models import MAX_REQUIRED_DATA_LENGTH, DataPlanLine, Delimitation
from meetings.template.enums import Perspective
from snippets.models import DataType


class DelimitationForm(ChangeForm[Delimitation]):
    """Kinds of data, questions and deadline, as agreed at the initial meeting."""

    use_required_attribute = False

    kinds = forms.MultipleChoiceField(
        label=_("Which kinds of data do you gather?"), choices=DataKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    questions = forms.CharField(
        label=_("Which questions do you investigate?"), max_length=3000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text=_("One question on each line. Do not name any child."),
    )  # fmt: skip
    due_on = DayField(
        label=_("Deadline for data"), required=False,
        help_text=_("All data without another day get it. Who still has something to gather gets one reminder."),
    )  # fmt: skip

    @staticmethod
    def initial_from(row: Delimitation) -> dict[str, object]:
        return {"kinds": row.kinds, "questions": row.questions, "due_on": row.due_on}

    def agreed(self) -> DelimitationValues:
        data = self.cleaned_data
        return DelimitationValues(data["kinds"], data["questions"].splitlines(), data["due_on"])


class LineForm(ChangeForm):
    """`people` are those of the unit who may gather. Required data can't be renamed."""

    use_required_attribute = False

    what = forms.CharField(
        label=_("Which data?"), max_length=MAX_REQUIRED_DATA_LENGTH, required=False,
        help_text=_("For example: the children's own photos, or the satisfaction survey."),
    )  # fmt: skip
    data_type = ModelChoiceByIdField(
        DataType.objects.none(), label=_("Kind of data"), required=False, empty_label=_("None of these")
    )
    about = forms.CharField(
        label=_("About what?"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("What you want to know, and about whom: a class, a room, a time of the day. No names of children."),
    )  # fmt: skip
    perspective = forms.ChoiceField(
        label=_("From whose perspective?"), required=False, choices=[("", _("Not decided yet")), *Perspective.choices]
    )
    kind = forms.ChoiceField(
        label=_("What does it look like?"), required=False, choices=[("", _("Not decided yet")), *DataKind.choices]
    )
    gatherer = ModelChoiceByIdField(
        User.objects.none(), label=_("Who gathers it?"), required=False, empty_label=_("Somebody else, or not decided"),
        help_text=_("The person gets a mail, and sees it on the front page."),
    )  # fmt: skip
    gatherer_name = forms.CharField(
        label=_("Somebody else"), max_length=150, required=False,
        help_text=_("If it is nobody in the list: for example “the team in the 3rd grade”."),
    )  # fmt: skip
    due_on = DayField(label=_("By when?"), required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("For example why you do not have the figures this year."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: QuerySet[User], line: DataPlanLine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=line, **kwargs)
        self.line = line
        given = User.objects.filter(pk__in=people.values("pk"))
        kinds = DataType.objects.filter(is_active=True)
        if line is not None and line.gatherer_id:
            given |= User.objects.filter(pk=line.gatherer_id)
        if line is not None and line.data_type_id:
            kinds |= DataType.objects.filter(pk=line.data_type_id)
        self.fields["gatherer"].queryset = given.order_by("name", "pk")
        self.fields["data_type"].queryset = kinds.order_by("name")
        if line is not None and line.is_required:
            del self.fields["what"], self.fields["data_type"]
        elif not kinds.exists():
            del self.fields["data_type"]

    @staticmethod
    def initial_from(row: DataPlanLine) -> dict[str, object]:
        names = "what", "data_type", "about", "perspective", "kind", "gatherer", "gatherer_name", "due_on", "note"
        return {name: getattr(row, name) for name in names}

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("gatherer") and cleaned.get("gatherer_name"):
            self.add_error("gatherer_name", _("Choose a person in the list or write somebody else, not both."))
        return cleaned

    def agreed(self) -> LineValues:
        data = self.cleaned_data
        return LineValues(
            what=data.get("what", ""),
            data_type=data.get("data_type"),
            about=data["about"],
            perspective=data["perspective"],
            kind=data["kind"],
            gatherer=data["gatherer"],
            gatherer_name=data["gatherer_name"],
            due_on=data["due_on"],
            note=data["note"],
        )
