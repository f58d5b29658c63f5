"""A meeting's agenda for its kind of unit, with times of day when the meeting has a date."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue

from meetings.meeting.item import MeetingItem, items_of
from meetings.meeting.pages import MeetingPage
from meetings.template.agenda_display import DisplayItem
from meetings.template.enums import ItemOwner

LOCKED_BY: dict[str, Promise] = {
    ItemOwner.ADMINISTRATION: _("The administration is responsible for this item. Its time and content are fixed."),
    ItemOwner.UNIT: _("The template fixes the time and content of this item."),
}


@dataclass(frozen=True)
class AgendaItem:
    """One agenda item (dagsordenspunkt); `value` is its block's value, `id` the block's id.

    `begins` and `ends` are None while the meeting has no date; `number` and `row` are None for a break.
    """

    id: str
    value: StructValue
    kind: str
    number: int | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    row: MeetingItem | None = None

    @cached_property
    def read(self) -> DisplayItem:
        """The item for display to units of this kind."""
        return replace(DisplayItem.from_block(self.value, kind=self.kind, number=self.number), minutes=self.minutes)

    @property
    def title(self) -> str:
        return self.value["title"]

    @property
    def minutes(self) -> int | None:
        """The unit's own time, or else the template's."""
        own = self.row.planned_minutes if self.row else None
        return self.value["minutes"] if own is None else own

    @property
    def is_break(self) -> bool:
        return bool(self.value["is_break"])

    @property
    def is_open(self) -> bool:
        """Whether the unit may adjust the time and add topics."""
        return bool(self.value["is_open"])

    @property
    def locked_by(self) -> Promise | str:
        """A sentence on who owns a locked item; empty for an open one."""
        return "" if self.is_open else LOCKED_BY[self.value["owner"] or ItemOwner.UNIT]

    @property
    def actual_minutes(self) -> int:
        """Whole minutes that the item took on the meeting's screen, at least one; 0 if it was not shown there."""
        seconds = self.row.actual_seconds if self.row else 0
        return max(1, round(seconds / 60)) if seconds else 0

    @property
    def brings(self) -> str:
        """What the unit writes on the item before the meeting, a value of `StatementScope`; empty for nothing."""
        return self.value.get("brings") or ""

    @property
    def local_topics(self) -> list[str]:
        return list(self.value["local_topics"])


def agenda_of(meeting: MeetingPage) -> list[AgendaItem]:
    """Return the items that apply to the meeting's kind of unit, in order. An item without minutes takes no time.

    Beginnings and ends are in UTC, so that durations are right when the clocks change. One query for each `meeting`
    object.
    """
    kind, clock = meeting.unit.kind, meeting.starts_at and meeting.starts_at.astimezone(UTC)
    rows = items_of(meeting)
    items: list[AgendaItem] = []
    number = 0
    for block in meeting.agenda_items:
        item = AgendaItem(str(block.id), block.value, kind, row=rows.get(str(block.id)))
        number += 0 if item.is_break else 1
        ends = clock + timedelta(minutes=item.minutes or 0) if clock else None
        items.append(replace(item, number=None if item.is_break else number, begins=clock, ends=ends))
        clock = ends
    return items


def planned_minutes(items: list[AgendaItem]) -> int:
    return sum(item.minutes or 0 for item in items)


def length_of(meeting: MeetingPage) -> int:
    """Return the minutes that the meeting lasts, pauses included: the sum of its agenda.

    If an item has no time, or there is no agenda, it is at least `total_minutes` from the template.
    """
    items = agenda_of(meeting)
    if items and all(item.minutes is not None for item in items):
        return planned_minutes(items)
    return max(planned_minutes(items), meeting.total_minutes)


def ends_at(meeting: MeetingPage, starts_at: datetime | None) -> datetime | None:
    """Return the end (UTC) of the meeting if it begins at `starts_at`; None without a beginning.

    Page, mail, calendar and print all use this.
    """
    return (starts_at.astimezone(UTC) + timedelta(minutes=length_of(meeting))) if starts_at else None
