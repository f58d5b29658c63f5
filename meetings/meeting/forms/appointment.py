"""Form for a meeting's time and place."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.cpr_forms.forms import Form
from foundation.forms.date_and_time_fields import ClockField, DayField
from meetings.meeting.pages import MeetingPage


class AppointmentForm(Form):
    use_required_attribute = False
    day = DayField(label=gettext_lazy("Date"), required=False)
    clock = ClockField(label=gettext_lazy("Begins at"), required=False)
    starts_at: datetime | None = None  # day and clock, time zone aware; set by clean()
    room = forms.CharField(
        label=gettext_lazy("Room"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Write it so that a visitor can find it, for example “The staff room, entrance B”."),
    )

    outside_year = forms.BooleanField(
        label=gettext_lazy("Yes, the meeting is on a day outside its school year"), required=False
    )

    @staticmethod
    def initial_from(meeting: MeetingPage) -> dict[str, object]:
        """Return the meeting's current values by field name."""
        local = timezone.localtime(meeting.starts_at) if meeting.starts_at else None
        day = timezone.localdate(meeting.starts_at) if meeting.starts_at else None
        return {"day": day, "clock": local.time() if local else None, "room": meeting.room}

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean() or {}
        if cleaned.get("day") and not cleaned.get("clock") and "clock" not in self.errors:
            self.add_error("clock", _("Choose when the meeting begins too."))
        if cleaned.get("clock") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose which day the meeting is on too."))
        if cleaned.get("clock") and cleaned.get("day"):
            self._one_moment(datetime.combine(cleaned["day"], cleaned["clock"]))
        return cleaned

    def _one_moment(self, written: datetime) -> None:
        """Set `starts_at`. An hour that does not exist or comes twice, as the clocks change, is an error."""
        try:
            self.starts_at = from_current_timezone(written)
        except ValidationError:
            self.add_error("clock", _("The clocks are changed in that hour. Choose another time."))
