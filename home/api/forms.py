"""The form of a key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import DayField
from home.api.scopes import ApiScope


class ApiKeyForm(Form):
    name = forms.CharField(
        label=_("Which system reads?"), max_length=80, help_text=_("For example: Power BI, children and young people.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it read?"), choices=ApiScope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires_on = DayField(label=_("Last day"), help_text=_("At most a year from now. Then make a new one."))
