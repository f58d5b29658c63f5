"""The form by which the reader chooses what to read about. Invalid values are ignored."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from meetings.insights.across.choice import Choice, YearOfChoice, years_to_choose
from meetings.template.focus_topics import name_of
from meetings.units.access import Access
from meetings.units.pages import AreaPage
from snippets.models import Goal, Initiative


class PassageChoiceForm(forms.Form):
    """What it is about, the year, and a second one beside it."""

    use_required_attribute = False
    indsats = forms.TypedChoiceField(label=_("Initiative"), required=False, coerce=int, empty_value=None)
    maal = forms.TypedChoiceField(label=_("Goal or theme"), required=False, coerce=int, empty_value=None)
    fokus = forms.ChoiceField(label=_("Focus of the year"), required=False)
    aar = forms.ChoiceField(label=_("School year"), required=False)
    ogsaa = forms.ChoiceField(label=_("Beside it"), required=False)
    omraade = forms.TypedChoiceField(label=_("Area"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, *, access: Access) -> None:
        """Four queries: the years with their templates, initiatives, goals, and the areas that the reader reaches."""
        super().__init__({name: str(data.get(name, ""))[:300].replace("\x00", "") for name in self.base_fields})
        self.years: list[YearOfChoice] = years_to_choose()
        self.names = dict(Initiative.objects.order_by("name").values_list("pk", "name"))
        topics = dict.fromkeys(topic for year in self.years for topic in year.topics)
        years = [(year.school_year, year.school_year) for year in self.years]
        choices: dict[str, tuple[object, Sequence[tuple[object, object]]]] = {
            "indsats": (_("All"), list(self.names.items())),
            "maal": (_("All"), list(Goal.objects.order_by("kind", "name").values_list("pk", "name"))),
            "fokus": (_("All"), [(topic, topic) for topic in topics]),
            "aar": ("", years),
            "ogsaa": (_("No other year"), years),
            "omraade": (_("All"), _areas(access)),
        }
        for name, (nothing, options) in choices.items():
            empty = [] if name == "aar" else [("", nothing)]
            self.fields[name].choices = [*empty, *options]  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields in which there is something to choose."""
        least = {"aar": 0, "ogsaa": 2, "omraade": 2}
        return [self[name] for name in self.fields if len(self.fields[name].choices) > least.get(name, 1)]  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        """What was chosen; the latest year when none was."""
        self.is_valid()
        first = self._chosen("aar") or (self.years[0].school_year if self.years else "")
        both = sorted({year for year in (first, self._chosen("ogsaa")) if year})
        initiative, goal, topic = self._chosen("indsats"), self._chosen("maal"), self._chosen("fokus")
        topics = {self.names[initiative].casefold()} if initiative else set()
        initiatives = {initiative} if initiative else set()
        if topic:
            topics |= {topic.casefold(), name_of(topic).casefold()}
            initiatives |= {pk for pk, name in self.names.items() if name.casefold() in topics}
        return Choice(
            years=tuple(both), initiatives=frozenset(initiatives), goals=frozenset([goal] if goal else []),
            topics=frozenset(topics), area=self._chosen("omraade"),
            items=frozenset(item for year in self.years if year.school_year in both for item in self._items(year)),
        )  # fmt: skip

    def _chosen(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    def _items(self, year: YearOfChoice) -> set[str]:
        """The agenda items of what has no initiative of its own: of a goal, or of a focus topic without one."""
        goal, topic = self._chosen("maal"), self._chosen("fokus")
        found = year.items_with([goal]) if goal else set()
        known = {name.casefold() for name in self.names.values()}
        if topic and name_of(topic).casefold() not in known:
            found |= year.items_of(topic)
        return found


def _areas(access: Access) -> list[tuple[int, str]]:
    rows = AreaPage.objects.order_by("title")
    if not access.everywhere(Right.READ_ACROSS):
        rows = rows.filter(pk__in=access.area_ids(Right.READ_ACROSS))
    return list(rows.values_list("pk", "title"))
