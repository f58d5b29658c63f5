"""The form of a forum day's programme: a row for each point, buttons that move or remove it, and one to add another."""

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.user import User
from foundation.forms.change_form import ChangeForm
from foundation.text.parsing import parse_int
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import Point
from meetings.forum.days.set_programme import MAX_POINTS, PointData
from meetings.forum.days.shared_notes import shared_notes
from meetings.forum.listing import cleared_examples

POINT_FIELDS = ("pk", "title", "text", "minutes", "presenter")
EXAMPLE, NOTE = "example", "note"


class ProgrammeForm(ChangeForm[ForumDayPage]):
    """`points` are those of the day; a sent form has its own, as another may have changed the programme meanwhile."""

    use_required_attribute = False
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=MAX_POINTS)
    what = forms.ChoiceField(
        label=gettext_lazy("What is the point?"), required=False,
        error_messages={"invalid_choice": gettext_lazy("It is not shown to the leaders any more. Choose another.")},
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Title of a free point"), max_length=200, required=False,
        help_text=gettext_lazy("For example “Welcome”, “Talk in groups” or “Lunch”."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes"), required=False, min_value=0, max_value=600)
    presenter = forms.CharField(label=gettext_lazy("Who presents"), max_length=150, required=False)

    def __init__(self, data: QueryDict | None, *, row: ForumDayPage, points: list[Point], by: User) -> None:
        self.points_now = {point.row.pk: point for point in points}
        super().__init__(data, row=row)
        self.count = len(points)
        if data is not None:
            self.count = min(max(parse_int(data.get("rows"), 0), 0), MAX_POINTS)
        self.initial["rows"] = len(points)
        examples_there = {point.row.example_id for point in points}
        notes_there = {point.row.note_id for point in points}
        examples = cleared_examples().order_by("-cleared_at", "-pk")
        rows = list(examples.values_list("pk", "title", "unit__title", "contact"))
        #: Who presents an example when nobody is named: the unit's contact.
        self.contacts = {pk: contact for pk, _title, _unit, contact in rows}
        choices = [
            (f"{EXAMPLE}-{pk}", f"{title} ({unit})") for pk, title, unit, _contact in rows if pk not in examples_there
        ]
        notes = [note for note in shared_notes(by).values() if note.pk not in notes_there]
        groups = {
            _("Examples"): choices,
            _("Notes for the area"): [(f"{NOTE}-{note.pk}", f"{note.title} ({note.area})") for note in notes],
        }
        self.fields["what"].choices = [
            ("", _("A point of your own with a title")),
            *((name, options) for name, options in groups.items() if options),
        ]
        for number in range(self.count):
            self._add_row(number, points[number] if data is None else None)

    def _add_row(self, number: int, point: Point | None) -> None:
        row, text, whole = point.row if point else None, forms.CharField, forms.IntegerField
        fields = {
            "pk": whole(required=False, widget=forms.HiddenInput),
            "title": text(label=_("Title"), max_length=200, required=False),
            "text": text(
                label=_("What happens at the point"),
                max_length=1000,
                required=False,
                widget=forms.Textarea({"rows": 2}),
            ),
            "minutes": whole(label=_("How many minutes"), required=False, min_value=0, max_value=600),
            "presenter": text(label=_("Who presents"), max_length=150, required=False),
        }
        for part, field in fields.items():
            field.initial = getattr(row, part, None)
            self.fields[f"{part}-{number}"] = field

    @staticmethod
    def initial_from(row: ForumDayPage) -> dict[str, object]:
        return {}

    @property
    def point_rows(self) -> list[dict[str, object]]:
        """The bound fields of each point; `point` is the stored one, whose example or note names it."""
        found: list[dict[str, object]] = []
        for number in range(self.count):
            fields = {part: self[f"{part}-{number}"] for part in POINT_FIELDS}
            point = self.points_now.get(parse_int(str(fields["pk"].value()), 0))
            shows = point is not None and bool(point.row.example_id or point.row.note_id)
            found.append({**fields, "key": str(number), "point": point, "shows": shows})
        return found

    def points(self, act: str) -> list[PointData]:
        """The programme after the button `act` of a valid form: "up-2", "down-2", "remove-2", "save" or "add". What is
        written below as a new point is added by every button."""
        data, found = self.cleaned_data, []
        for number in range(self.count):
            pk, title, text, minutes, presenter = (data[f"{part}-{number}"] for part in POINT_FIELDS)
            stored = self.points_now.get(pk or 0)
            example, note = (stored.row.example_id, stored.row.note_id) if stored else (None, None)
            found.append(PointData(pk or 0, example, note, title, text, minutes or 0, presenter))
        verb, _dash, which = act.partition("-")
        place = parse_int(which, -1)
        if 0 <= place < len(found):
            other = place + {"up": -1, "down": 1}.get(verb, 0)
            if verb == "remove":
                del found[place]
            elif 0 <= other < len(found):
                found[place], found[other] = found[other], found[place]
        kind, _dash, chosen = data["what"].partition("-")
        number = parse_int(chosen, 0)
        new = PointData(title=data["title"], minutes=data["minutes"] or 0, presenter=data["presenter"])
        if kind == EXAMPLE:
            new = replace(new, example_id=number, presenter=new.presenter or self.contacts.get(number, "")[:150])
        elif kind == NOTE:
            new = replace(new, note_id=number)
        return [*found, new] if kind or new.title.strip() else found
