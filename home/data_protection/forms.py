"""The form of a processor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms.change_form import ChangeForm
from home.data_protection.processor import Processor


class ProcessorForm(ChangeForm[Processor]):
    name = forms.CharField(label=_("Name"), max_length=120)
    country = forms.CharField(
        label=_("Country"), max_length=80, help_text=_("Where the data are, for example Denmark.")
    )
    is_outside_eea = forms.BooleanField(
        label=_("Data are processed outside the EU and the EEA"),
        required=False,
        help_text=_("Then the papers say that you must name the basis of the transfer (GDPR chapter V)."),
    )
    purpose = forms.CharField(
        label=_("What it does for you"), max_length=200, help_text=_("For example: runs the server and makes backups.")
    )
    agreement = forms.CharField(
        label=_("Data processing agreement"),
        max_length=200,
        required=False,
        help_text=_("Its date and case number. Leave it empty while there is none; the papers say so."),
    )

    @staticmethod
    def initial_from(row: Processor) -> dict[str, object]:
        return {name: getattr(row, name) for name in ("name", "country", "is_outside_eea", "purpose", "agreement")}
