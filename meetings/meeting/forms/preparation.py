"""A step of the preparation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from foundation.day_and_time import DayField
from foundation.no_cpr.forms import Form
from meetings.meeting.participant import PreparationStep


class StepForm(Form):
    """When a preparation meeting is, and what came of it; `seen` is the text that the writer began from."""

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
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    @staticmethod
    def of(step: PreparationStep) -> dict[str, Any]:
        return {
            "planned_on": step.planned_on,
            "decided": step.decided,
            "done": bool(step.done_at),
            "seen": step.decided,
        }
