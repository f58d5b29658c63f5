"""The pauses of a meeting's agenda: those of the template and those that the unit placed. The unit moves them all."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from meetings.meeting.pages import MeetingPage
from meetings.template.enums import ItemOwner
from meetings.units.enums import AppliesTo


@dataclass(frozen=True)
class Pause:
    """`after` is the id of the agenda item that it comes after, empty for one before the first item; `id` is empty for
    a new one; `minutes` is 0 for one of the template that has no time of its own."""

    title: str
    minutes: int
    after: str
    id: str = ""


def pauses_of(meeting: MeetingPage) -> list[Pause]:
    """Those that the meeting's kind of unit meets, in order."""
    return _pauses_in(meeting.agenda, meeting.unit.kind)


def changed_pauses(meeting: MeetingPage) -> tuple[list[Pause], set[str]]:
    """Where the unit differs from its template: the pauses it placed, moved or changed, and the ids of those of the
    template that it removed. Load `template_revision` with the meeting."""
    template = {one.id: one for one in _pauses_in(meeting.template_revision.as_object().agenda, meeting.unit.kind)}
    now = pauses_of(meeting)
    return [one for one in now if one != template.get(one.id)], template.keys() - {one.id for one in now}


def with_pauses(agenda: Any, pauses: Sequence[Pause], *, without: Iterable[str] = ()) -> StreamValue:
    """The agenda (StreamValue) with `pauses` after their items, and without the blocks of the ids `without`. What else
    the template says of a pause of its own stays. A pause whose item is not there any more comes last."""
    left_out = {*without, *(pause.id for pause in pauses if pause.id)}
    kept = [block for block in agenda if str(block.id) not in left_out]
    known = {str(block.id): block.value for block in agenda if _is_pause(block)}
    by_place: dict[str, list[tuple[str, Any, str]]] = {place: [] for place in ("", *(str(block.id) for block in kept))}
    last: list[tuple[str, Any, str]] = []
    for pause in pauses:
        by_place.get(pause.after, last).append(_row(agenda, pause, known.get(pause.id)))
    rows = by_place[""]
    for block in kept:
        rows += [(block.block_type, block.value, str(block.id)), *by_place[str(block.id)]]
    return StreamValue(agenda.stream_block, rows + last)


def _pauses_in(agenda: Any, kind: str) -> list[Pause]:
    found, before = [], ""
    for block in agenda:
        if block.block_type != "item" or not AppliesTo.covers(block.value["applies_to"], kind):
            continue
        if _is_pause(block):
            found.append(Pause(block.value["title"], block.value["minutes"] or 0, before, str(block.id)))
        else:
            before = str(block.id)
    return found


def _is_pause(block: Any) -> bool:
    return block.block_type == "item" and bool(block.value["is_break"])


def _row(agenda: Any, pause: Pause, known: Any) -> tuple[str, Any, str]:
    """The raw block of `pause`; `known` is its value so far, None for a new one."""
    block = agenda.stream_block.child_blocks["item"]
    begun = {**block.get_default(), "owner": ItemOwner.UNIT} if known is None else {**known}
    written = {"title": pause.title, "minutes": pause.minutes or None, "is_break": True}
    if known is not None and known["minutes"] != written["minutes"]:
        written["time_note"] = ""
    return "item", block.normalize({**begun, **written}), pause.id or str(uuid.uuid4())
