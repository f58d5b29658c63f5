"""A meeting's agenda as its people read it: what concerns their kind of unit, with the time of day when it is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.meeting.pages import MeetingPage
from meetings.template.enums import ItemOwner, Perspective
from meetings.units.enums import AppliesTo

LOCKED_BY: dict[str, Promise] = {
    ItemOwner.ADMINISTRATION: _("The administration answers for this item. Its time and content are fixed."),
    ItemOwner.UNIT: _("The template fixes the time and content of this item."),
}


@dataclass(frozen=True)
class AgendaItem:
    """One point of the agenda (dagsordenspunkt). `begins` and `ends` are None while the meeting has no date."""

    id: str
    value: Any
    kind: str
    begins: datetime | None
    ends: datetime | None

    @property
    def title(self) -> str:
        return self.value["title"]

    @property
    def minutes(self) -> int | None:
        return self.value["minutes"]

    @property
    def purpose(self) -> str:
        return self.value["purpose"] or ""

    @property
    def is_break(self) -> bool:
        return bool(self.value["is_break"])

    @property
    def is_open(self) -> bool:
        """The unit may adjust the time and add topics."""
        return bool(self.value["is_open"])

    @property
    def locked_by(self) -> Promise | str:
        """Who owns a locked item, in a sentence; empty for an open one."""
        return "" if self.is_open else LOCKED_BY[self.value["owner"] or ItemOwner.UNIT]

    @property
    def questions(self) -> list[str]:
        return list(self.value["questions"])

    @cached_property
    def parts(self) -> list[str]:
        return self._for_kind("parts", "text")

    @cached_property
    def required_data(self) -> list[str]:
        return self._for_kind("required_data", "text")

    @cached_property
    def focus(self) -> list[str]:
        return self._for_kind("focus", "topic")

    @cached_property
    def perspectives(self) -> list[tuple[str, str]]:
        """The name of each perspective with its example data."""
        labels = dict(Perspective.choices)
        return [(str(labels.get(p["perspective"], "")), p["examples"] or "") for p in self.value["perspectives"]]

    @property
    def local_topics(self) -> list[str]:
        return list(self.value["local_topics"])

    def _for_kind(self, name: str, text: str) -> list[str]:
        return [piece[text] for piece in self.value[name] if AppliesTo.covers(piece["applies_to"], self.kind)]


def agenda_of(meeting: MeetingPage) -> list[AgendaItem]:
    """The items that the meeting's kind of unit meets, in order. An item without minutes takes no time."""
    kind, clock = meeting.unit.kind, meeting.starts_at
    items = []
    for block in meeting.agenda_items:
        ends = clock + timedelta(minutes=block.value["minutes"] or 0) if clock else None
        items.append(AgendaItem(id=str(block.id), value=block.value, kind=kind, begins=clock, ends=ends))
        clock = ends
    return items


def planned_minutes(items: list[AgendaItem]) -> int:
    return sum(item.minutes or 0 for item in items)
