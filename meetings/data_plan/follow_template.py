"""Update a meeting's data plan with the data that the template requires."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from meetings.data_plan.models import MAX_REQUIRED_DATA_LENGTH, DataPlanLine
from meetings.meeting.item import MeetingItem, items_of
from meetings.meeting.pages import MeetingPage
from meetings.units.enums import AppliesTo


@dataclass(frozen=True)
class Demand:
    """Data that units of some kind must bring, as written in an agenda item."""

    block_id: UUID
    item: MeetingItem | None
    text: str


def demands_of(meeting: MeetingPage) -> Iterator[Demand]:
    """Yield the data that the meeting's agenda requires of its kind of unit, in order."""
    rows = items_of(meeting)
    for item in meeting.agenda_items:
        for block in item.value["required_data"].bound_blocks:
            text = (block.value["text"] or "").strip()
            if text and AppliesTo.covers(block.value["applies_to"], meeting.unit.kind):
                yield Demand(UUID(str(block.id)), rows.get(str(item.id)), text[:MAX_REQUIRED_DATA_LENGTH])


def follow_template(meeting: MeetingPage) -> None:
    """Make sure that every demand has exactly one line. Idempotent.

    Lines of demands that remain keep what was agreed. A line whose demand is gone becomes the unit's own if somebody
    has written in it or brought something for it, and is deleted otherwise. A demand in a new block is matched by its
    text.
    """
    with transaction.atomic():
        MeetingPage.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        lines = list(DataPlanLine.objects.of_meeting(meeting))
        free = [line for line in lines if line.is_required]
        position = max((line.position for line in lines), default=-1)
        demands = list(demands_of(meeting))
        found = _found(free, demands)
        for demand in demands:
            known = found.get(demand.block_id)
            if known is None:
                position += 1
                DataPlanLine.objects.create(
                    meeting=meeting, position=position, what=demand.text, is_required=True,
                    block_id=demand.block_id, item=demand.item,
                )  # fmt: skip
                continue
            free.remove(known)
            known.what, known.block_id, known.item = demand.text, demand.block_id, demand.item
            known.save(update_fields=["what", "block_id", "item"])
        for line in free:
            _release_line(line)


def _found(lines: list[DataPlanLine], demands: list[Demand]) -> dict[UUID, DataPlanLine]:
    """Match demands to lines: first by block, then the rest by text."""
    left = {line.block_id: line for line in lines}
    found = {demand.block_id: left.pop(demand.block_id) for demand in demands if demand.block_id in left}
    for demand in demands:
        same_words = next((line for line in left.values() if line.what == demand.text), None)
        if demand.block_id not in found and same_words is not None:
            found[demand.block_id] = left.pop(same_words.block_id)
    return found


def _release_line(line: DataPlanLine) -> None:
    written = (line.about, line.perspective, line.kind, line.gatherer_id, line.gatherer_name, line.due_on, line.note)
    filled = any(
        relation.related_model._default_manager.filter(**{relation.field.name: line}).exists()
        for relation in line._meta.related_objects
    )
    if any(written) or filled:
        line.is_required, line.block_id = False, None
        line.save(update_fields=["is_required", "block_id"])
    else:
        line.delete()


def next_position(meeting: MeetingPage) -> int:
    """Return the position for a new line at the end."""
    last = DataPlanLine.objects.of_meeting(meeting).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
