"""The form of a rule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.directory.claims import MAX_VALUE_LENGTH
from accounts.directory.job_functions import JOB_FUNCTION
from foundation.forms.change_form import ChangeForm
from meetings.units.directory.models import DirectoryRule
from meetings.units.people.forms import RoleAndPlaceForm


class RuleForm(RoleAndPlaceForm, ChangeForm):
    field_order = ("claim", "value", "role", "unit", "area")

    claim = forms.ChoiceField(label=_("Where the directory says it"))
    value = forms.CharField(
        label=_("Value"),
        max_length=MAX_VALUE_LENGTH,
        help_text=_("Exactly as the directory writes it, for example a group."),
    )

    def __init__(self, *args: object, claims: list[str], row: DirectoryRule | None, **kwargs: object) -> None:
        super().__init__(*args, row=row, **kwargs)
        names = dict.fromkeys([*claims, *([row.claim] if row else [])])
        self.fields["claim"].choices = [
            (name, _("Job function (KOMBIT)") if name == JOB_FUNCTION else name) for name in names
        ]

    @staticmethod
    def initial_from(row: DirectoryRule) -> dict[str, object]:
        return {"claim": row.claim, "value": row.value, "role": row.role, "unit": row.unit_id, "area": row.area_id}
