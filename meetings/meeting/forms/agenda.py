"""Form for a meeting's agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from foundation.errors import Refusal
from foundation.forms.change_form import ChangeForm
from foundation.translation.in_danish import in_danish
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.change_agenda import MAX_PAUSE_MINUTES, MAX_PAUSES, ItemChange
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import Pause

EMPTY_PAUSES = 2


@in_danish()
def _name_of_pause(*, is_last: bool) -> str:
    """Suggested in the form, and stored with the agenda."""
    return _("Break") if is_last else _("Lunch")


class AgendaForm(ChangeForm[MeetingPage]):
    """Minutes and local topics of each open item, and all pauses, including those of the template."""

    use_required_attribute = False

    def __init__(self, *args: Any, items: list[AgendaItem], pauses: list[Pause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items = [item for item in items if not item.is_break]
        self._add_pauses(pauses)
        for item in items:
            if item.is_open:
                self.fields[f"minutes-{item.id}"] = forms.IntegerField(
                    label=_("Minutes for “%(item)s”") % {"item": item.title},
                    min_value=0, max_value=600, required=item.minutes is not None,
                )  # fmt: skip
                self.fields[f"topics-{item.id}"] = forms.CharField(
                    label=_("Our own topics"), required=False,
                    widget=forms.Textarea({"rows": 3}), help_text=_("One topic on each line."), max_length=6000,
                )  # fmt: skip

    def _add_pauses(self, pauses: list[Pause]) -> None:
        """Add fields for each pause and for empty rows; a new row without minutes is ignored."""
        places = [("", _("before the first item"))]
        places += [(item.id, _("after %(item)s") % {"item": _named(item)}) for item in self.items]
        sent = sum(1 for number in range(MAX_PAUSES + EMPTY_PAUSES) if f"pause-id-{number}" in self.data)
        empty = max(EMPTY_PAUSES, sent - len(pauses))
        first = self.items[0].id if self.items else ""
        self.pause_rows = [*pauses, *(Pause("", 0, first) for _row in range(empty))]
        for number, pause in enumerate(self.pause_rows):
            named = {"number": number + 1}
            self.fields[f"pause-id-{number}"] = forms.CharField(
                required=False, initial=pause.id, widget=forms.HiddenInput, max_length=40
            )
            self.fields[f"pause-title-{number}"] = forms.CharField(
                label=_("What it is, pause %(number)s") % named, required=False, max_length=250,
                initial=pause.title or _name_of_pause(is_last=number == len(pauses)),
            )  # fmt: skip
            self.fields[f"pause-minutes-{number}"] = forms.IntegerField(
                label=_("Minutes, pause %(number)s") % named, required=False, min_value=0,
                max_value=max(MAX_PAUSE_MINUTES, pause.minutes),
                initial=pause.minutes or None,
            )  # fmt: skip
            self.fields[f"pause-after-{number}"] = forms.ChoiceField(
                label=_("Where, pause %(number)s") % named, required=False, choices=places, initial=pause.after
            )
            if pause.id:
                self.fields[f"pause-remove-{number}"] = forms.BooleanField(
                    label=_("Remove pause %(number)s") % named, required=False
                )

    @property
    def pause_fields(self) -> list[dict[str, object]]:
        """The bound fields of each pause; only existing ones have `remove`."""
        parts = ("id", "title", "minutes", "after", "remove")
        return [
            {part: self[f"pause-{part}-{number}"] for part in parts if f"pause-{part}-{number}" in self.fields}
            for number in range(len(self.pause_rows))
        ]

    def pauses(self) -> list[Pause]:
        """Return the pauses as written, without those ticked for removal or with their minutes deleted."""
        found = []
        for number, was in enumerate(self.pause_rows):
            known, title, minutes, after = (
                self.cleaned_data[f"pause-{part}-{number}"] for part in ("id", "title", "minutes", "after")
            )
            removed = self.cleaned_data.get(f"pause-remove-{number}", False)
            if not removed and (minutes or (was.id and not was.minutes)):
                found.append(Pause(title or _("Break"), minutes or 0, after, known))
        return found

    @staticmethod
    def initial_from(row: MeetingPage) -> dict[str, object]:
        """Return each item's values by field name."""
        found: dict[str, object] = {}
        for item in agenda_of(row):
            found |= {f"minutes-{item.id}": item.minutes, f"topics-{item.id}": "\n".join(item.local_topics)}
        return found

    def add_refusal(self, refusal: Refusal) -> None:
        """Map a refusal's field (an item's id) to that item's topics field."""
        refusal.field = f"topics-{refusal.field}" if refusal.field else ""
        super().add_refusal(refusal)

    @property
    def rows(self) -> list[dict[str, object]]:
        """Each item with its bound fields, which are empty strings for a locked one."""
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


def _named(item: AgendaItem) -> str:
    return f"{item.number}. {item.title}" if item.number else item.title
