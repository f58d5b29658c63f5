"""Forms for holding, cancelling and reopening a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from foundation.cpr_forms.forms import Form
from meetings.meeting.forms.choice_label import person_choice_label
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant


class AttendanceForm(Form):
    """Who was present; those not ticked were absent."""

    present = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who was there?"), queryset=Participant.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Untick those who did not come."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: MeetingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        field.queryset = meeting.participants.all()
        field.label_from_instance = lambda row: person_choice_label(row.name, Role(row.role), "")
        field.initial = [row.pk for row in meeting.participants.all()]


class MeetingReasonForm(Form):
    use_required_attribute = False
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=1000, widget=forms.Textarea({"rows": 4}))
