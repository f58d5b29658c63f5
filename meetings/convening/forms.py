"""Form for convening a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from foundation.errors import Refusal
from meetings.convening.convene import NotReady
from meetings.meeting.forms.appointment import AppointmentForm
from meetings.meeting.forms.people import PeopleForm
from meetings.meeting.pages import MeetingPage


class ConveneForm(AppointmentForm, PeopleForm):
    """Time, place and participants in one form."""

    field_order = ("day", "clock", "outside_year", "room", "people", "board_has_nobody")

    board_has_nobody = forms.BooleanField(
        label=gettext_lazy("The board has named nobody to take part"),
        required=False,
        help_text=gettext_lazy("Your answer is kept with the meeting."),
    )

    #: Shown as required but not validated as such: the form can be saved before they are known, and the action that
    #: convenes names everything that is missing at once.
    needed_in_the_end = ("day", "clock", "room", "people")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_needed(True)

    def stands_now(self, row: MeetingPage) -> dict[str, Any]:
        return {**self.of(row), **super().stands_now(row)}

    def add_refusal(self, refusal: Refusal) -> None:
        """Add an error for every unmet requirement at once."""
        if not isinstance(refusal, NotReady):
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
