"""The form with the search filters."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.user import AnyUser
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.evidence.enums import EvidenceKind
from meetings.meeting.pages import MeetingPage
from meetings.search.enums import HitKind
from meetings.search.find_entries import Filters
from meetings.template.enums import Perspective
from meetings.units import access
from meetings.units.pages import UnitPage
from snippets.models import Goal, Initiative


class SearchForm(forms.Form):
    """The filters of the search page. The words themselves are read by `parse_query`, which accepts anything. A
    value that is no choice for this person is ignored."""

    use_required_attribute = False
    enhed = ModelChoiceByIdField(
        UnitPage.objects.none(), label=gettext_lazy("Unit"), required=False, empty_label=gettext_lazy("All")
    )
    aar = forms.ChoiceField(label=gettext_lazy("School year"), required=False)
    slags = forms.ChoiceField(label=gettext_lazy("What it is"), required=False)
    perspektiv = forms.ChoiceField(label=gettext_lazy("Perspective"), required=False)
    indsats = ModelChoiceByIdField(
        Initiative.objects.none(), label=gettext_lazy("Initiative"), required=False, empty_label=gettext_lazy("All")
    )
    maal = ModelChoiceByIdField(
        Goal.objects.none(), label=gettext_lazy("Goal or theme"), required=False, empty_label=gettext_lazy("All")
    )

    def __init__(self, data: QueryDict, *, user: AnyUser) -> None:
        super().__init__({name: _plain(data.get(name, "")) for name in self.base_fields})
        every = [("", _("All"))]
        years = access.visible_to(user, MeetingPage).values_list("cycle__school_year", flat=True).distinct()
        choices: dict[str, list[tuple[str, Any]]] = {
            "aar": [(year, year) for year in sorted(set(years), reverse=True)],
            "slags": [*EvidenceKind.choices, *HitKind.choices],
            "perspektiv": list(Perspective.choices),
        }
        for name, options in choices.items():
            self.fields[name].choices = every + options  # type: ignore[attr-defined]
        units = access.visible_to(user, UnitPage).order_by("title", "pk")
        self.fields["enhed"].queryset = units  # type: ignore[attr-defined]
        self.fields["maal"].queryset = Goal.objects.order_by("kind", "name")  # type: ignore[attr-defined]
        self.fields["indsats"].queryset = Initiative.objects.order_by("name")  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            unit=data.get("enhed"),
            school_year=data.get("aar", ""),
            kind=data.get("slags", ""),
            perspective=data.get("perspektiv", ""),
            initiative=data.get("indsats"),
            goal=data.get("maal"),
        )


def _plain(value: str) -> str:
    """Without NUL, which a database refuses, and no longer than any choice."""
    return str(value).replace("\x00", "")[:60]
