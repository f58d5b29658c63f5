"""The form of a trial."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms.change_form import ChangeForm
from meetings.forum.trials.models import Trial


class TrialForm(ChangeForm[Trial]):
    text = forms.CharField(
        label=_("What have you tried?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A few lines, so that the others can see what you did differently."),
    )  # fmt: skip
    outcome = forms.CharField(
        label=_("How did it go?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("You can come back and write it later."),
    )  # fmt: skip

    @staticmethod
    def initial_from(row: Trial) -> dict[str, object]:
        return {"text": row.text, "outcome": row.outcome}
