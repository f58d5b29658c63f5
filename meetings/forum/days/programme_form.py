"""The form of a forum day's programme: a row for each point, buttons that move or remove it, and one to add another."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms.change_form import ChangeForm
from foundation.forms.model_choice_field import ModelChoiceByIdField
from foundation.text.parsing import parse_int
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import Point
from meetings.forum.days.set_programme import MOST_POINTS, PointData
from meetings.forum.listing import cleared_examples
from meetings.forum.pages import ExamplePage


class ExampleField(ModelChoiceByIdField):
    def label_from_instance(self, obj: ExamplePage) -> str:
        return f"{obj.title} ({obj.unit.title})"


class ProgrammeForm(ChangeForm):
    """`points` are those of the day; a sent form has its own, as another may have changed the programme meanwhile."""

    use_required_attribute = False
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=MOST_POINTS)
    example = ExampleField(
        ExamplePage.objects.none(), label=gettext_lazy("Example"), required=False,
        empty_label=gettext_lazy("None: a free point"),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Title of a free point"), max_length=200, required=False,
        help_text=gettext_lazy("For example “Welcome”, “Talk in groups” or “Lunch”."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes"), required=False, min_value=0, max_value=600)
    presenter = forms.CharField(label=gettext_lazy("Who presents"), max_length=150, required=False)

    def __init__(self, data: QueryDict | None, *, row: ForumDayPage, points: list[Point]) -> None:
        self.points_now = {point.row.pk: point for point in points}
        super().__init__(data, row=row)
        self.count = len(points)
        if data is not None:
            self.count = min(max(parse_int(data.get("rows"), 0), 0), MOST_POINTS)
        self.initial["rows"] = len(points)
        examples = cleared_examples().select_related("unit").only("title", "unit__title").order_by("-cleared_at", "-pk")
        used = [point.row.example_id for point in points if point.row.example_id]
        self.fields["example"].queryset = examples.exclude(pk__in=used)  # type: ignore[attr-defined]
        for number in range(self.count):
            self._add_row(number, points[number] if data is None else None)

    def _add_row(self, number: int, point: Point | None) -> None:
        row = point.row if point else None
        text = forms.CharField
        self.fields[f"pk-{number}"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=row.pk if row else 0
        )
        self.fields[f"title-{number}"] = text(
            label=_("Title"), max_length=200, required=False, initial=row.title if row else ""
        )
        self.fields[f"text-{number}"] = text(
            label=_("Note"), max_length=1000, required=False, initial=row.text if row else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"minutes-{number}"] = forms.IntegerField(
            label=_("How many minutes"), required=False, min_value=0, max_value=600, initial=row.minutes if row else 0
        )
        self.fields[f"presenter-{number}"] = text(
            label=_("Who presents"), max_length=150, required=False, initial=row.presenter if row else ""
        )

    @staticmethod
    def of(row: ForumDayPage) -> dict[str, Any]:
        return {}

    @property
    def point_rows(self) -> list[dict[str, Any]]:
        """The bound fields of each point; `point` is the stored one, whose example names it."""
        found = []
        for number in range(self.count):
            fields = {part: self[f"{part}-{number}"] for part in ("pk", "title", "text", "minutes", "presenter")}
            point = self.points_now.get(parse_int(str(fields["pk"].value()), 0))
            found.append({**fields, "key": str(number), "point": point})
        return found

    def points(self, act: str) -> list[PointData]:
        """The programme after the button `act` of a valid form: "up-2", "down-2", "remove-2", "save" or "add". What is
        written below as a new point is added by every button."""
        data, found = self.cleaned_data, []
        for number in range(self.count):
            pk, title, text, minutes, presenter = (
                data[f"{part}-{number}"] for part in ("pk", "title", "text", "minutes", "presenter")
            )
            stored = self.points_now.get(pk or 0)
            example = stored.row.example_id if stored else None
            found.append(PointData(pk or 0, example, title, text, minutes or 0, presenter))
        verb, _dash, which = act.partition("-")
        place = parse_int(which, -1)
        if 0 <= place < len(found):
            other = place + {"up": -1, "down": 1}.get(verb, 0)
            if verb == "remove":
                del found[place]
            elif 0 <= other < len(found):
                found[place], found[other] = found[other], found[place]
        new = PointData(0, None, data["title"], "", data["minutes"] or 0, data["presenter"])
        if data["example"]:
            new = replace(new, example_id=data["example"].pk, presenter=new.presenter or data["example"].contact[:150])
        return [*found, new] if new.example_id or new.title.strip() else found
