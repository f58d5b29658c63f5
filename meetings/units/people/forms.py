"""Forms about people and their roles."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import SCOPE, Role, Scope
from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import DayField
from foundation.forms.model_choice_field import ModelChoiceByIdField
from foundation.mail.mail_address import MailAddressField
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.people.add_person import is_known


class PeopleSearchForm(forms.Form):
    """Search people by name or e-mail, and by role."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    rolle = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])


class PersonForm(Form):
    """Name and e-mail of the person who gets a role."""

    email = MailAddressField(label=_("E-mail"), help_text=_("The person signs in with this address."))
    name = forms.CharField(
        label=_("Name"), max_length=150, required=False, help_text=_("Only needed when the person is new here.")
    )

    def clean(self) -> dict[str, object]:
        """Require a name for a new account, together with the form's other errors."""
        data = super().clean() or {}
        if data.get("email") and not data.get("name") and "name" not in self.errors and not is_known(data["email"]):
            self.add_error("name", _("Write the person's name."))
        return data


class EndForm(Form):
    """The day on which a role ends."""

    ends_on = DayField(
        label=_("Ends on"),
        required=False,
        help_text=_("Leave it empty when no end is planned."),
    )

    def clean_ends_on(self) -> date | None:
        day = self.cleaned_data["ends_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("The role must end after it begins. Choose a later day."))
        return day


class HandOverForm(PersonForm):
    """Who takes over a role, and from when."""

    on = DayField(
        label=_("From"), help_text=_("The first day with the role for the one, and without it for the other.")
    )


class UnitRoleForm(EndForm, PersonForm):
    """A role in one unit; `roles` are those that the user may give."""

    field_order = ("email", "name", "role", "ends_on")

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]


class RoleAndPlaceForm(Form):
    """A role, and the unit or area that it belongs to."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    unit = ModelChoiceByIdField(
        UnitPage.objects.none(), label=_("Unit"), required=False, help_text=_("For roles that belong to a unit.")
    )
    area = ModelChoiceByIdField(
        AreaPage.objects.none(), label=_("Area"), required=False, help_text=_("For heads of area and consultants.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = UnitPage.objects.in_order()
        self.fields["area"].queryset = AreaPage.objects.order_by("title")

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        scope = SCOPE.get(Role(data["role"])) if data.get("role") else None
        if scope is Scope.UNIT and not data.get("unit"):
            self.add_error("unit", _("Choose the unit that the role belongs to."))
        if scope is Scope.AREA and not data.get("area"):
            self.add_error("area", _("Choose the area that the role belongs to."))
        if scope is not Scope.UNIT:
            data["unit"] = None
        if scope is not Scope.AREA:
            data["area"] = None
        return data


class AnyRoleForm(RoleAndPlaceForm, EndForm):
    """A role anywhere, for administrators."""

    field_order: tuple[str, ...] = ("role", "unit", "area", "ends_on")


class NewPersonForm(PersonForm, AnyRoleForm):
    """An account and its first role."""

    field_order = ("email", "name", "role", "unit", "area", "ends_on")
