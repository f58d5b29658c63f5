"""Pauses of a meeting's agenda, from the template or added by the unit, which may move both."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail.blocks import StreamValue, StructValue

from meetings.meeting.pages import MeetingPage
from meetings.template.enums import ItemOwner
from meetings.units.enums import AppliesTo


@dataclass(frozen=True)
class Pause:
    """`after` is the id of the agenda item before it, empty for a pause before the first item.

    `id` is empty for a new pause; `minutes` is 0 for a pause of the template without a time.
    """

    title: str
    minutes: int
    after: str
    id: str = ""


def pauses_of(meeting: MeetingPage) -> list[Pause]:
    """Return the pauses that apply to the meeting's kind of unit, in order."""
    return _pauses_in(meeting.agenda, meeting.unit.kind)


def changed_pauses(meeting: MeetingPage) -> tuple[list[Pause], set[str]]:
    """Return the pauses that the unit added, moved or changed, and the ids of the template's pauses that it removed.

    Load `template_revision` with the meeting.
    """
    template = {one.id: one for one in _pauses_in(meeting.template_revision.as_object().agenda, meeting.unit.kind)}
    now = pauses_of(meeting)
    return [one for one in now if one != template.get(one.id)], template.keys() - {one.id for one in now}


def with_pauses(agenda: StreamValue, pauses: Sequence[Pause], *, without: Iterable[str] = ()) -> StreamValue:
    """Return a copy of the agenda with `pauses` after their items, and without the blocks with the ids `without`.

    Existing pauses keep the other values of their block. A pause whose item no longer exists comes last.
    """
    left_out = {*without, *(pause.id for pause in pauses if pause.id)}
    kept = [block for block in agenda if str(block.id) not in left_out]
    known = {str(block.id): block.value for block in agenda if _is_pause(block)}
    places = ("", *(str(block.id) for block in kept))
    by_place: dict[str, list[tuple[str, StructValue, str]]] = {place: [] for place in places}
    last: list[tuple[str, StructValue, str]] = []
    for pause in pauses:
        by_place.get(pause.after, last).append(_row(agenda, pause, known.get(pause.id)))
    rows = by_place[""]
    for block in kept:
        rows += [(block.block_type, block.value, str(block.id)), *by_place[str(block.id)]]
    return StreamValue(agenda.stream_block, rows + last)


def _pauses_in(agenda: StreamValue, kind: str) -> list[Pause]:
    found, before = [], ""
    for block in agenda:
        if block.block_type != "item" or not AppliesTo.covers(block.value["applies_to"], kind):
            continue
        if _is_pause(block):
            found.append(Pause(block.value["title"], block.value["minutes"] or 0, before, str(block.id)))
        else:
            before = str(block.id)
    return found


def _is_pause(block: StreamValue.StreamChild) -> bool:
    return block.block_type == "item" and bool(block.value["is_break"])


def _row(agenda: StreamValue, pause: Pause, known: StructValue | None) -> tuple[str, StructValue, str]:
    """Return (type, value, id) of a pause's block; `known` is its current value, None for a new one."""
    block = agenda.stream_block.child_blocks["item"]
    begun = {**block.get_default(), "owner": ItemOwner.UNIT} if known is None else {**known}
    written = {"title": pause.title, "minutes": pause.minutes or None, "is_break": True}
    if known is not None and known["minutes"] != written["minutes"]:
        written["time_note"] = ""
    return "item", block.normalize({**begun, **written}), pause.id or str(uuid.uuid4())
