"""Forms for examples."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.errors import Refusal
from foundation.forms.change_form import ChangeForm
from foundation.forms.model_choice_field import ModelChoiceByIdField
from media.enums import LegalBasis
from media.media_item import MediaItem
from meetings.evidence.contribution.required_on_share import RequiredOnShare
from meetings.forum.building.sources import Excerpt
from meetings.forum.chosen_media import NotForTheForum, ShownItem, reasons_against_showing
from meetings.forum.example_data import ExampleData
from meetings.forum.pages import ExamplePage
from meetings.units.enums import UnitKind
from snippets.models import Initiative

BASES = [
    ("", _("Not shown")),
    (LegalBasis.PUBLIC_TASK, _("Shown: it is part of our public task that all leaders learn from it")),
    (LegalBasis.CONSENT, _("Shown: we have consent to show it to all leaders")),
    (LegalBasis.NO_PERSONS, _("Shown: nobody can be recognised")),
]


class ExampleTextForm(Form):
    """The text in four parts, and which photos, films and recordings are shown on which basis."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("What others should remember."))
    did = forms.CharField(label=_("What did we do?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    saw = forms.CharField(label=_("What did we see?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    learnt = forms.CharField(label=_("What did we learn?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    others_can_use = forms.CharField(
        label=_("What can others use?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1500,
        help_text=_("What a colleague can do on Monday morning."),
    )  # fmt: skip
    initiative = ModelChoiceByIdField(
        Initiative.objects.none(), label=_("Initiative"), required=False, empty_label=_("None in particular")
    )
    contact = forms.CharField(
        label=_("Contact"), max_length=200, required=False, help_text=_("Whom colleagues may call or write to.")
    )

    def __init__(self, *args: Any, items: list[ShownItem], excerpts: Sequence[Excerpt] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.excerpts = excerpts
        for name in ("did", "saw") if excerpts else ():
            self.fields[name].required = False
        for excerpt in excerpts:
            self.fields[f"text-{excerpt.id}"] = forms.CharField(
                label=excerpt.source, widget=forms.Textarea(attrs={"rows": 5}), max_length=20000, required=False,
                initial=excerpt.text,
            )  # fmt: skip
        self.fields["initiative"].queryset = Initiative.objects.filter(is_active=True)
        self.items = items
        for name, _caption, item in items:
            self.fields[self.field_of(item)] = forms.ChoiceField(
                label=name, choices=BASES, required=False, widget=forms.RadioSelect, initial=""
            )

    @staticmethod
    def field_of(item: MediaItem) -> str:
        return f"basis-{item.key}"

    def example_data(self) -> ExampleData:
        data = self.cleaned_data
        return ExampleData(
            title=data["title"],
            did=data["did"],
            saw=data["saw"],
            learnt=data["learnt"],
            others_can_use=data["others_can_use"],
            contact=data["contact"],
            initiative_id=data["initiative"].pk if data["initiative"] else None,
        )

    def texts(self) -> Mapping[str, str]:
        """The words of the excerpts by the id of their block."""
        return {excerpt.id: self.cleaned_data[f"text-{excerpt.id}"] for excerpt in self.excerpts}

    @property
    def excerpt_fields(self) -> list[forms.BoundField]:
        return [self[f"text-{excerpt.id}"] for excerpt in self.excerpts]

    def bases(self) -> Mapping[UUID, str]:
        """Item key -> legal basis, of the chosen items."""
        chosen = {item.key: self.cleaned_data.get(self.field_of(item), "") for _name, _caption, item in self.items}
        return {key: basis for key, basis in chosen.items() if basis}

    def clean(self) -> dict[str, object] | None:
        """If text is missing, also report what the chosen files lack, so that all errors are shown at once."""
        for name, _caption, item in self.items if self.errors else ():
            if basis := self.cleaned_data.get(self.field_of(item)):
                for reason in reasons_against_showing(name, item, basis):
                    self.add_error(None, reason)
        return super().clean()

    def add_refusal(self, refusal: Refusal) -> None:
        """Show each reason of NotForTheForum as an error of its own."""
        if not isinstance(refusal, NotForTheForum):
            return super().add_refusal(refusal)
        for reason in refusal.reasons:
            self.add_error(None, reason)


class ExampleForm(ChangeForm[ExamplePage], ExampleTextForm):
    """The form for an existing example."""

    @staticmethod
    def initial_from(row: ExamplePage) -> dict[str, object]:
        names = ("title", "did", "saw", "learnt", "others_can_use", "contact", "initiative")
        return {name: getattr(row, name) for name in names}


class ReasonField(RequiredOnShare, forms.CharField):
    pass


class ExampleStepBackForm(ChangeForm[ExamplePage]):
    """Why an example is sent back or taken down. The action refuses an empty reason with its own message."""

    reason = ReasonField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    @staticmethod
    def initial_from(row: ExamplePage) -> dict[str, object]:
        """Empty: a reason is always new."""
        return {}


class ExampleFilterForm(forms.Form):
    """Filters of the lederforum. Invalid values are ignored."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    indsats = ModelChoiceByIdField(
        Initiative.objects.all(), label=_("Initiative"), required=False, empty_label=_("All initiatives")
    )
    type = forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=[("", _("Schools and daycare")), *UnitKind.choices]
    )
    aar = forms.ChoiceField(label=_("School year"), required=False)
    maal = forms.ChoiceField(label=_("Goal or theme"), required=False)

    def __init__(self, *args: Any, years: list[str], goals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["maal"].choices = [("", _("All")), *goals]  # type: ignore[attr-defined]
        self.fields["aar"].choices = [("", _("All years")), *((year, year) for year in years)]  # type: ignore[attr-defined]
