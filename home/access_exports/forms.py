"""The forms by which everything about a meeting or a person is put together."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from foundation.cpr_forms.forms import Form
from foundation.forms.model_choice_field import ModelChoiceByIdField
from foundation.mail.mail_address import MailAddressField
from meetings.cycle.models import Cycle
from meetings.units import access
from meetings.units.pages import UnitPage


class OccasionForm(Form):
    """Why it is put together, and the case in the records system."""

    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=200,
        help_text=_("For example: Request for access of 3 March. Write no names."),
    )
    case_number = forms.CharField(
        label=_("Case number in the records system"), max_length=60, required=False,
        help_text=_("It is kept in the event log. Write no names."),
    )  # fmt: skip


class MeetingForm(OccasionForm):
    field_order = ("unit", "school_year", "purpose", "case_number", "with_people")

    unit = ModelChoiceByIdField(UnitPage.objects.none(), label=_("Unit"))
    school_year = forms.ChoiceField(label=_("School year"))
    with_people = forms.BooleanField(
        label=_("Also texts and files in which people can be recognised"),
        help_text=_("Only when you have assessed that they may be given, for example to the one who is in them."),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].queryset = UnitPage.objects.in_order().filter(
            access.of(user).units_q(Right.EXPORT_MEETING, "")
        )
        years = Cycle.objects.order_by("-school_year").values_list("school_year", flat=True).distinct()
        self.fields["school_year"].choices = [(year, year) for year in years]


class PersonExportForm(OccasionForm):
    field_order = ("email", "purpose", "case_number", "with_people")

    email = MailAddressField(
        label=_("The person's mail address"),
        help_text=_("That of the account, or the one by which a person without account was invited."),
    )
    with_people = forms.BooleanField(
        label=_("Also texts by the person in which others can be recognised"),
        help_text=_("Only when you have assessed that they may be given."),
        required=False,
    )
