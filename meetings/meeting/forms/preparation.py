"""Form for a preparation step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import DayField
from meetings.meeting.participant import PreparationStep


class StepForm(ChangeForm[PreparationStep]):
    """Result of a preparation meeting, and its day unless it is an appointment."""

    use_required_attribute = False
    planned_on = DayField(label=gettext_lazy("Which day?"), required=False)
    decided = forms.CharField(
        label=gettext_lazy("What did you agree?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Which data you gather, what you look into, who does what. Do not name any child."),
    )
    done = forms.BooleanField(label=gettext_lazy("We have held it"), required=False)

    def __init__(self, *args: Any, row: PreparationStep, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.is_appointment:
            del self.fields["planned_on"]

    @staticmethod
    def initial_from(row: PreparationStep) -> dict[str, object]:
        return {"planned_on": row.planned_on, "decided": row.decided, "done": bool(row.done_at)}
