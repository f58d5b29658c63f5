"""Agenda items for display: as a school or a daycare sees them, or with every part labelled by the kind it is for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue

from foundation.text.danish_formats import duration
from meetings.template.enums import ItemOwner, Perspective, StatementScope
from meetings.units.enums import AppliesTo
from snippets.models import Goal

#: The time note that only says that the minutes are approximate.
APPROXIMATELY = "ca."
#: One fixed icon per perspective, so that readers recognise it from year to year.
PERSPECTIVE_ICONS = {
    Perspective.CHILDREN: "student",
    Perspective.STAFF: "groups",
    Perspective.PARENTS: "home",
    Perspective.LEADERSHIP: "persons",
}


@dataclass(frozen=True)
class MarkedText:
    """A text with a label (`mark`) of the kind of unit it is for; the label is empty when it is for all shown."""

    text: str
    mark: str = ""
    lead_in: str = ""


@dataclass(frozen=True)
class DisplayText:
    """Text of an imported document that was not recognised, shown where it was in the document."""

    text: str
    where: str
    is_item = False


@dataclass(frozen=True)
class DisplayPerspective:
    label: str
    icon: str
    examples: str
    mark: str = ""
    lead_in: str = ""


Entry = TypeVar("Entry", MarkedText, DisplayPerspective)


@dataclass(frozen=True)
class EntryGroup(Generic[Entry]):
    """Entries below their common introduction, which is empty when there is none."""

    lead_in: str
    entries: list[Entry]


@dataclass(frozen=True)
class DisplayItem:
    """One agenda item for a template. `number` is None for a break and for an item shown alone."""

    title: str
    minutes: int | None
    time_note: str
    mark: str
    is_break: bool
    is_open: bool
    owner: str
    purpose: str
    parts: list[MarkedText]
    questions: list[str]
    perspectives: list[DisplayPerspective]
    required_data: list[MarkedText]
    focus: list[MarkedText]
    local_topics: list[str]
    goals: list[MarkedText] = field(default_factory=list)
    questions_lead_in: str = ""
    brings: str = ""
    number: int | None = None
    is_item = True

    @property
    def time_words(self) -> str:
        """The duration as text: "ca. 1 time", or "45 min." when `time_note` has more to say than "ca."."""
        if not self.minutes:
            return ""
        return f"{self.time_note} {duration(self.minutes)}" if self.is_about else duration(self.minutes)

    @property
    def data_led(self) -> list[EntryGroup[MarkedText]]:
        return _led(self.required_data)

    @property
    def focus_led(self) -> list[EntryGroup[MarkedText]]:
        return _led(self.focus)

    @property
    def perspectives_led(self) -> list[EntryGroup[DisplayPerspective]]:
        return _led(self.perspectives)

    @property
    def has_details(self) -> bool:
        """Whether there is more to read than title, time and purpose."""
        return any((self.questions, self.perspectives, self.required_data, self.focus, self.local_topics, self.goals))

    @property
    def is_about(self) -> bool:
        return self.time_note == APPROXIMATELY

    @classmethod
    def from_block(cls, value: StructValue, *, kind: str = "", number: int | None = None) -> "DisplayItem":
        """Build from the value of an AgendaItemBlock; with `kind`, only the parts for units of that kind."""
        return cls(
            title=value["title"],
            minutes=value["minutes"],
            time_note=value.get("time_note") or "",
            mark="" if kind else unit_kind_label(value["applies_to"]),
            is_break=bool(value["is_break"]),
            is_open=bool(value["is_open"]),
            owner=str(ItemOwner(value["owner"]).label) if value["owner"] else "",
            purpose=value["purpose"] or "",
            parts=_marked(value["parts"], "text", kind),
            questions=list(value["questions"]),
            perspectives=_perspectives(value["perspectives"], kind),
            required_data=_marked(value["required_data"], "text", kind),
            focus=_marked(value["focus"], "topic", kind),
            local_topics=list(value["local_topics"]),
            goals=_goals(value.get("goals") or []),
            questions_lead_in=value.get("questions_lead_in") or "",
            brings=str(StatementScope(value["brings"]).label) if value.get("brings") else "",
            number=number,
        )


def unit_kind_label(applies_to: str | None) -> str:
    """Return the label "Schools only" or "Daycare only"; empty for what applies to all."""
    if applies_to == AppliesTo.SCHOOL:
        return _("Schools only")
    if applies_to == AppliesTo.DAYCARE:
        return _("Daycare only")
    return ""


def _goals(numbers: Iterable[str]) -> list[MarkedText]:
    """Return name and kind of each goal, in the template's order. No query when none is chosen."""
    chosen = [int(number) for number in numbers if number]
    found = Goal.objects.in_bulk(chosen)
    return [MarkedText(found[pk].name, found[pk].get_kind_display()) for pk in chosen if pk in found]


def _led(entries: Iterable[Entry]) -> list[EntryGroup[Entry]]:
    """Group the entries; each one with a lead-in begins a new group."""
    found: list[EntryGroup[Entry]] = []
    for entry in entries:
        if not found or entry.lead_in:
            found.append(EntryGroup(entry.lead_in, []))
        found[-1].entries.append(entry)
    return found


def _marked(blocks: Iterable[StructValue], name: str, kind: str) -> list[MarkedText]:
    return [
        MarkedText(block[name], "" if kind else unit_kind_label(block["applies_to"]), block.get("lead_in") or "")
        for block in blocks
        if not kind or AppliesTo.covers(block["applies_to"], kind)
    ]


def _perspectives(blocks: Iterable[StructValue], kind: str) -> list[DisplayPerspective]:
    return [
        DisplayPerspective(
            str(Perspective(block["perspective"]).label),
            PERSPECTIVE_ICONS[block["perspective"]],
            block["examples"],
            "" if kind else unit_kind_label(block["applies_to"]),
            block.get("lead_in") or "",
        )
        for block in blocks
        if block["perspective"] and (not kind or AppliesTo.covers(block["applies_to"], kind))
    ]


def read_agenda(agenda: StreamValue, *, kind: str = "") -> list[DisplayItem | DisplayText]:
    """Return items and kept text of an agenda in order. Items are numbered from 1; breaks have no number."""
    found: list[DisplayItem | DisplayText] = []
    number = 0
    for block in agenda:
        if block.block_type == "kept_text":
            found.append(DisplayText(block.value["text"], block.value["where"] or ""))
        elif not kind or AppliesTo.covers(block.value["applies_to"], kind):
            is_break = bool(block.value["is_break"])
            number += 0 if is_break else 1
            found.append(DisplayItem.from_block(block.value, kind=kind, number=None if is_break else number))
    return found
