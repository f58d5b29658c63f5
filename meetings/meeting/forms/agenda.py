"""The agenda within its frame."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from foundation.change_form import ChangeForm
from foundation.errors import Refusal
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.pages import MeetingPage
from meetings.meeting.shape_agenda import ItemChange


class AgendaForm(ChangeForm):
    """Minutes and local topics of each open item."""

    use_required_attribute = False

    def __init__(self, *args: Any, items: list[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            if item.is_open:
                self.fields[f"minutes-{item.id}"] = forms.IntegerField(
                    label=_("Minutes for “%(item)s”") % {"item": item.title},
                    min_value=0, max_value=600, required=item.minutes is not None,
                )  # fmt: skip
            if item.is_open and not item.is_break:
                self.fields[f"topics-{item.id}"] = forms.CharField(
                    label=_("Our own topics"), required=False,
                    widget=forms.Textarea({"rows": 3}), help_text=_("One topic on each line."), max_length=6000,
                )  # fmt: skip

    @staticmethod
    def of(row: MeetingPage) -> dict[str, Any]:
        """Each item's values, in the two fields' names."""
        found: dict[str, Any] = {}
        for item in agenda_of(row):
            found |= {f"minutes-{item.id}": item.minutes, f"topics-{item.id}": "\n".join(item.local_topics)}
        return found

    def refuse(self, refusal: Refusal) -> None:
        """What is wrong with an item's topics names the item."""
        refusal.field = f"topics-{refusal.field}" if refusal.field else ""
        super().refuse(refusal)

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
