"""The form for blocking a time."""

from datetime import time
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import ClockField, DayField
from meetings.schedule.reading import AFTERNOON, MORNING


class DayPart(models.TextChoices):
    WHOLE = "whole", _("The whole day")
    MORNING = "morning", _("The morning (8–12)")
    AFTERNOON = "afternoon", _("The afternoon (12–16)")
    HOURS = "hours", _("From … to …")


class BlockForm(Form):
    use_required_attribute = False
    first_day = DayField(label=_("Day"))
    part = forms.ChoiceField(
        label=_("How much of it?"), choices=DayPart, initial=DayPart.WHOLE, widget=forms.RadioSelect
    )
    begins_at = ClockField(label=_("From"), required=False)
    ends_at = ClockField(label=_("To"), required=False)
    last_day = DayField(label=_("Last day"), required=False, help_text=_("For several whole days, such as a holiday."))
    note = forms.CharField(
        label=_("Note for yourself"), max_length=200, required=False,
        help_text=_("Only you see it. Others are told that you are busy, and not why."),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        hours: dict[str, tuple[time | None, time | None]] = {
            DayPart.WHOLE: (None, None),
            DayPart.MORNING: MORNING,
            DayPart.AFTERNOON: AFTERNOON,
        }
        if data.get("part") in hours:
            data["begins_at"], data["ends_at"] = hours[data["part"]]
        elif data.get("part") == DayPart.HOURS:
            for name in ("begins_at", "ends_at"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Write the time, for example 9.00."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of `block_time`, of a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "part"}
