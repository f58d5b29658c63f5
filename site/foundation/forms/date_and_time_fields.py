"""Form fields for date and time: the browser's own pickers, and Danish notation where it has none."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

WRITTEN_DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%d.%m.%y", "%d/%m/%y"]
WRITTEN_TIMES = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]


class DayInput(forms.DateInput):
    """`<input type="date">`, whose value must be ISO (2026-03-12) whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DayField(forms.DateField):
    """A date: 2026-03-12, 12-03-2026, 12.03.2026 or 12/03/2026."""

    widget = DayInput
    input_formats = WRITTEN_DAYS
    default_error_messages = {"invalid": _("Write the day as day, month and year, for example 14-10-2026.")}


class ClockField(forms.TimeField):
    """A time of day: 9.00, 9:00 or 9; a leading "kl." is ignored."""

    widget = ClockInput
    input_formats = WRITTEN_TIMES
    default_error_messages = {"invalid": _("Write the time as hours and minutes, for example 9.00.")}

    def to_python(self, value: str | time | None) -> time | None:
        if isinstance(value, str):
            value = value.strip().lower().removeprefix("kl.").strip()
        return super().to_python(value)
