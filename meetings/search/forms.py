"""The form with the search filters."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.user import AnyUser
from meetings.cycle.models import Cycle
from meetings.evidence.enums import EvidenceKind
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
    enhed = forms.TypedChoiceField(label=gettext_lazy("Unit"), required=False, coerce=int, empty_value=None)
    aar = forms.ChoiceField(label=gettext_lazy("School year"), required=False)
    slags = forms.ChoiceField(label=gettext_lazy("What it is"), required=False)
    perspektiv = forms.ChoiceField(label=gettext_lazy("Perspective"), required=False)
    indsats = forms.TypedChoiceField(label=gettext_lazy("Initiative"), required=False, coerce=int, empty_value=None)
    maal = forms.TypedChoiceField(label=gettext_lazy("Goal or theme"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, *, user: AnyUser) -> None:
        super().__init__({name: _plain(data.get(name, "")) for name in self.base_fields})
        years = Cycle.objects.order_by("-school_year").values_list("school_year", "school_year")
        units = access.visible_to(user, UnitPage).order_by("title", "pk").values_list("pk", "title")
        choices: dict[str, list[tuple[object, object]]] = {
            "enhed": list(units),
            "aar": list(years),
            "slags": [*EvidenceKind.choices, *HitKind.choices],
            "perspektiv": list(Perspective.choices),
            "indsats": list(Initiative.objects.order_by("name").values_list("pk", "name")),
            "maal": list(Goal.objects.order_by("kind", "name").values_list("pk", "name")),
        }
        for name, options in choices.items():
            self.fields[name].choices = [("", _("All")), *options]  # type: ignore[attr-defined]

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
