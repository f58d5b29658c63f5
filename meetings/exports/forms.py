"""Forms by which somebody has a document made, and notes where minutes are journalised."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.change_form import ChangeForm
from meetings.exports.enums import REQUIRED_PARTS, USUAL_PARTS, Format, MinutesPart
from meetings.exports.models import JournalEntry

#: What a form asks for, in a hidden field, as two forms stand on one page.
MINUTES, AGENDA = "minutes", "agenda"
#: What is in every document is no choice.
CHOICES = [(part.value, part.label) for part in MinutesPart if part not in REQUIRED_PARTS]


class FormatForm(Form):
    """The format of a document."""

    format = forms.ChoiceField(label=_("What do you need?"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, with_package: bool = False, **kwargs: Any) -> None:
        super().__init__(data, initial={"format": Format.PDF, **kwargs.pop("initial", {})}, **kwargs)
        formats = [one for one in Format if one != Format.PACKAGE or with_package]
        self.fields["format"].choices = [(one.value, one.label) for one in formats]


class AgendaDocumentForm(FormatForm):
    which = forms.CharField(widget=forms.HiddenInput, initial=AGENDA)
    prefix = AGENDA


class MinutesDocumentForm(FormatForm):
    which = forms.CharField(widget=forms.HiddenInput, initial=MINUTES)
    parts = forms.MultipleChoiceField(
        label=_("What is to be in it, beside the text?"),
        help_text=_(
            "Pictures in which people can be recognised are left out until you choose them. It is then noted that they "
            "were sent."
        ),
        choices=CHOICES,
        required=False,
        initial=sorted(USUAL_PARTS - REQUIRED_PARTS),
        widget=forms.CheckboxSelectMultiple,
    )
    prefix = MINUTES


class ExampleDocumentForm(FormatForm):
    with_people = forms.BooleanField(
        label=_("Also pictures in which people can be recognised"),
        help_text=_("It is noted that they were sent."),
        required=False,
    )


class JournalForm(ChangeForm[JournalEntry]):
    """Where the minutes are in the records system."""

    case_number = forms.CharField(label=_("Case number"), max_length=60)
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)

    @staticmethod
    def initial_from(row: JournalEntry) -> dict[str, object]:
        return {"case_number": row.case_number, "document_number": row.document_number}

    def clean_seen(self) -> int:
        """0 while nothing is noted yet."""
        return self.cleaned_data["seen"] or 0
