"""Form for convening a meeting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.errors import Refusal
from foundation.text.danish_formats import weekday_and_date
from meetings.convening.convene import MeetingNotReady
from meetings.meeting.forms.appointment import AppointmentForm
from meetings.meeting.forms.people import PeopleForm
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep


class ConveneForm(AppointmentForm, PeopleForm):
    """Time, place and participants in one form."""

    field_order = ("day", "clock", "outside_year", "steps", "room", "people", "board_has_nobody")

    steps = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What moves with the meeting?"),
        help_text=gettext_lazy("When the meeting gets another day. Everybody gets one mail about all of it."),
        coerce=lambda value: int(value.partition("-")[0]),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("The preparation has been changed meanwhile. Tick again what moves.")
        },
    )

    board_has_nobody = forms.BooleanField(
        label=gettext_lazy("The board has named nobody to take part"),
        required=False,
        help_text=gettext_lazy("Your answer is kept with the meeting."),
    )

    #: Shown as required but not validated as such: the form can be saved before they are known, and the action that
    #: convenes names everything that is missing at once.
    needed_in_the_end = ("day", "clock", "room", "people")

    def __init__(self, *args: Any, ahead: Sequence[PreparationStep] = (), **kwargs: Any) -> None:
        """`ahead` are the preparation meetings that can move with the meeting; all are ticked."""
        super().__init__(*args, **kwargs)
        self.ahead = ahead
        choices = [(f"{step.pk}-{step.version}", _step_label(step)) for step in ahead]
        self.fields["steps"].choices = choices
        self.initial["steps"] = [value for value, _label in choices]
        self._say_needed(True)

    def stands_now(self, row: MeetingPage) -> dict[str, object]:
        return {**self.initial_from(row), **super().stands_now(row)}

    def add_refusal(self, refusal: Refusal) -> None:
        """Add an error for every unmet requirement at once."""
        if not isinstance(refusal, MeetingNotReady):
            return super().add_refusal(refusal)
        for thing in refusal.missing:
            self.add_error(thing.field, thing.text)

    def full_clean(self) -> None:
        self._say_needed(False)
        super().full_clean()
        self._say_needed(True)

    def _say_needed(self, needed: bool) -> None:
        for name in self.needed_in_the_end:
            self.fields[name].required = needed


def _step_label(step: PreparationStep) -> str:
    """Return the title of the step, when it is, and where it moves when the meeting does."""
    now = f"{step.title}, {weekday_and_date(step.planned_on)}"
    if step.weeks_before is None:
        return _("%(now)s: moves as many days as the meeting") % {"now": now}
    weeks = ngettext(
        "moves to %(weeks)s week before the meeting", "moves to %(weeks)s weeks before the meeting", step.weeks_before
    )
    return f"{now}: " + weeks % {"weeks": step.weeks_before}
