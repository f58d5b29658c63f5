"""Forms for objections and for extending the retention of a file."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.change_form import ChangeForm
from foundation.forms.date_and_time_fields import DayField
from foundation.forms.model_choice_field import ModelChoiceByIdField
from media.enums import ObjectionKind, Objector
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.models import Evidence
from meetings.units.pages import UnitPage

KINDS = [
    (ObjectionKind.OBJECTION.value, _("Somebody objects to it")),
    (ObjectionKind.CONSENT.value, _("A consent is withdrawn")),
]
DECISIONS = [
    ("later", _("Hide it now. Whether it stays hidden is decided later")),
    ("upheld", _("Hide it now. It is decided that it stays hidden")),
]


class ObjectionForm(Form):
    """The objection as received. It has no field for a name."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What did you receive?"), choices=KINDS, widget=forms.RadioSelect)
    objector = forms.ChoiceField(
        label=_("Who sent it?"),
        choices=Objector.choices,
        widget=forms.RadioSelect,
        help_text=_("What kind of person. No name."),
    )
    received_on = DayField(label=_("When did you receive it?"))
    reason = forms.CharField(
        label=_("What was said?"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence for those who decide; nobody else reads it. Nobody has to give a reason. No names."),
    )
    decision = forms.ChoiceField(label=_("What happens now?"), choices=DECISIONS, widget=forms.RadioSelect)

    @property
    def said(self) -> ObjectionDetails:
        data = self.cleaned_data
        return ObjectionDetails(
            kind=data["kind"],
            objector=data["objector"],
            received_on=data["received_on"],
            reason=data["reason"],
            upheld=data["decision"] == "upheld",
        )


class FindForm(forms.Form):
    """Choice of unit and school year."""

    use_required_attribute = False

    enhed = ModelChoiceByIdField(UnitPage.objects.none(), label=_("Unit"), empty_label=_("Choose a unit"))
    aar = forms.ChoiceField(label=_("School year"))

    def __init__(self, *args: Any, units: QuerySet[UnitPage], years: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enhed"].queryset = units  # type: ignore[attr-defined]
        self.fields["aar"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]


class RestoreForm(Form):
    use_required_attribute = False

    restore_reason = forms.CharField(
        label=_("Why may it be shown again?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence. It is kept with the objection. Do not name anybody."),
    )


class KeepLongerForm(ChangeForm[Evidence]):
    use_required_attribute = False

    delete_after = DayField(label=_("Keep it until"))
    reason = forms.CharField(
        label=_("What do you still need it for?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("It is noted as the purpose. Do not name anybody."),
    )

    @staticmethod
    def initial_from(row: Evidence) -> dict[str, object]:
        """Empty: the view passes the current date, of the contribution or of one file."""
        return {}
