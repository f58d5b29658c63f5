"""The agenda within its frame."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from foundation.no_cpr.forms import Form
from meetings.meeting.agenda import AgendaItem
from meetings.meeting.shape_agenda import ItemChange


class AgendaForm(Form):
    """Minutes and local topics of each open item; `seen` is the version of the meeting that was looked at."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            if item.is_open:
                self.fields[f"minutes-{item.id}"] = forms.IntegerField(
                    label=_("Minutes for “%(item)s”") % {"item": item.title},
                    min_value=0, max_value=600, required=item.minutes is not None, initial=item.minutes,
                )  # fmt: skip
            if item.is_open and not item.is_break:
                self.fields[f"topics-{item.id}"] = forms.CharField(
                    label=_("Our own topics"), required=False, initial="\n".join(item.local_topics),
                    widget=forms.Textarea({"rows": 3}), help_text=_("One topic on each line."), max_length=6000,
                )  # fmt: skip

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each item with its fields, empty for a locked one."""
        names = self.fields
        return [
            {
                "item": item,
                "minutes": self[f"minutes-{item.id}"] if f"minutes-{item.id}" in names else "",
                "topics": self[f"topics-{item.id}"] if f"topics-{item.id}" in names else "",
            }
            for item in self.items
        ]

    def changes(self) -> dict[str, ItemChange]:
        return {
            item.id: ItemChange(
                self.cleaned_data[f"minutes-{item.id}"], self.cleaned_data.get(f"topics-{item.id}", "").splitlines()
            )
            for item in self.items
            if item.is_open
        }
