"""The filter of the event log."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms.date_and_time_fields import DayField
from home.event_log.action_labels import ACTION_LABELS
from media.view_log.enums import ViewPlace
from meetings.units.pages import UnitPage

ACTS, VIEWS = "handlinger", "visninger"


class LogFilter(forms.Form):
    """Everything may be left out. What cannot be read filters nothing and is said at its field."""

    log = forms.ChoiceField(label=gettext_lazy("Log"), required=False)
    person = forms.CharField(label=gettext_lazy("Person (name or e-mail)"), required=False, max_length=100)
    handling = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    enhed = forms.ModelChoiceField(label=gettext_lazy("Unit"), required=False, queryset=UnitPage.objects.none())
    fra = DayField(label=gettext_lazy("From"), required=False)
    til = DayField(label=gettext_lazy("To and including"), required=False)
    nummer = forms.CharField(label=gettext_lazy("Number of the thing"), required=False, max_length=60)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.kind = VIEWS if data.get("log") == VIEWS else ACTS
        fields: dict[str, Any] = self.fields
        fields["log"].choices = [(ACTS, _("Acts")), (VIEWS, _("Views"))]
        acts = sorted(((code, str(name)) for code, name in ACTION_LABELS.items()), key=lambda one: one[1])
        places = [(code, _("Seen in %(place)s") % {"place": label}) for code, label in ViewPlace.choices]
        fields["handling"].choices = [("", _("All")), *(places if self.kind == VIEWS else acts)]
        fields["enhed"].queryset = UnitPage.objects.order_by("title").only("title")
        fields["enhed"].empty_label = _("All")

    @property
    def filters(self) -> dict[str, Any]:
        """Every field that could be read; the others are empty."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.filters.items() if name != "log")
