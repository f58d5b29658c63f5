"""The form for the preparation meetings of one meeting."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.cpr_forms.forms import Form
from foundation.forms.change_form import display_value
from foundation.forms.date_and_time_fields import ClockField, DayField
from foundation.text.danish_formats import format_date
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import AppointmentFields, PreparationStep
from meetings.preparation.planned import PlannedAppointment

APPOINTMENT_FIELDS = ("day", "begins_at", "ends_at", "place")


class TimesForm(Form):
    """Day, beginning, end and place of each step, named `day-<primary key>` and so on, and who takes part.

    A step without a day has the one that the template proposes. `people` are those who can be chosen; without them the
    form has no choice of people, as in the rows of the page of all units. `usual` are those who are ticked for a step
    that is no appointment yet, by its primary key.
    """

    use_required_attribute = False
    chooses_people = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        meeting: MeetingPage,
        steps: Sequence[AppointmentFields],
        people: Sequence[User] = (),
        usual: Mapping[int, Sequence[User]] | None = None,
    ) -> None:
        self.steps, self.usual = steps, usual or {}
        self.chooses = bool(people) if data is None else "chooses_people" in data
        super().__init__(data, initial={"chooses_people": self.chooses}, auto_id=f"id_{meeting.pk}_%s")
        for step in steps:
            names = {"step": step.title}
            self._add(step, "seen", forms.IntegerField(widget=forms.HiddenInput, required=False), step.version)
            proposed = step.proposed_on(meeting.starts_at)
            day = DayField(label=_("Day of “%(step)s”") % names, required=False)
            if proposed and step.planned_on and proposed != step.planned_on:
                day.help_text = _("The template proposes %(day)s.") % {"day": format_date(proposed)}
            self._add(step, "day", day, step.planned_on or proposed)
            self._add(step, "begins_at", ClockField(label=_("Begins at"), required=False), step.begins_at)
            self._add(step, "ends_at", ClockField(label=_("Ends at"), required=False), step.ends_at)
            place = forms.CharField(label=_("Where"), max_length=200, required=False)
            self._add(step, "place", place, step.place)
            if self.chooses:
                known = {person.pk: person.name for person in [*people, *step.people.all()]}
                chosen = forms.TypedMultipleChoiceField(
                    label=_("Who takes part?"), choices=list(known.items()), coerce=int, required=False,
                    widget=forms.CheckboxSelectMultiple,
                )  # fmt: skip
                self._add(
                    step, "people", chosen, [person.pk for person in self.usual.get(step.pk) or step.people.all()]
                )

    def _add(self, step: AppointmentFields, name: str, field: forms.Field, initial: object) -> None:
        self.fields[f"{name}-{step.pk}"] = field
        self.initial[f"{name}-{step.pk}"] = initial

    @property
    def rows(self) -> list[dict[str, object]]:
        """Each step with its bound fields."""
        parts = [*APPOINTMENT_FIELDS, *(["people"] if self.chooses else [])]
        return [
            {"step": step, "key": str(step.pk), **{name: self[f"{name}-{step.pk}"] for name in parts}}
            for step in self.steps
        ]

    def changed_times(self) -> Iterator[tuple[AppointmentFields, date, time, time, set[int]]]:
        """Yield each appointment whose time or people are changed: step, day, beginning, end, and who takes part."""
        for step in self.steps:
            day, begins, ends = (self.cleaned_data.get(f"{name}-{step.pk}") for name in APPOINTMENT_FIELDS[:3])
            there = {person.pk for person in step.people.all()}
            people = there or {person.pk for person in self.usual.get(step.pk, ())}
            people = set(self.cleaned_data.get(f"people-{step.pk}", ())) if self.chooses else people
            changed = (day, begins, ends) != (step.planned_on, step.begins_at, step.ends_at) or people - there
            if day and begins and ends and changed:
                yield step, day, begins, ends, people

    def planned(self) -> dict[int, PlannedAppointment]:
        """Return what was written, by the primary key of the step."""
        data = self.cleaned_data
        return {
            step.pk: PlannedAppointment(
                **{name: data[f"{name}-{step.pk}"] for name in APPOINTMENT_FIELDS},
                people=data[f"people-{step.pk}"] if self.chooses else None,
                seen=-1 if data[f"seen-{step.pk}"] is None else data[f"seen-{step.pk}"],
            )
            for step in self.steps
        }

    def _overwrite_next_time(self, current: PreparationStep) -> None:
        self.current = current
        self._send_again(f"seen-{current.pk}", current.version)
        now = {"day": current.planned_on, **{name: getattr(current, name) for name in APPOINTMENT_FIELDS[1:]}}
        pairs = [
            {
                "label": str(self.fields[f"{name}-{current.pk}"].label),
                "now": display_value(self.fields[f"{name}-{current.pk}"], value),
                "mine": display_value(self.fields[f"{name}-{current.pk}"], self.cleaned_data[f"{name}-{current.pk}"]),
            }
            for name, value in now.items()
        ]
        self.differences = [pair for pair in pairs if pair["now"] != pair["mine"]]
