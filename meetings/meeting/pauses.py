"""The pauses that a unit places in its agenda itself: a pause, lunch."""

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
    """`after` is the id of the agenda item that it comes after; `id` is empty for a new one."""

    title: str
    minutes: int
    after: str
    id: str = ""


def own_pauses(meeting: MeetingPage) -> list[Pause]:
    """Those in the agenda that are not of the template, in order. Load `template_revision` with the meeting."""
    of_the_template = {str(block.id) for block in meeting.template_revision.as_object().agenda}
    found, before = [], ""
    for block in meeting.agenda:
        if _is_pause(block) and str(block.id) not in of_the_template:
            found.append(Pause(block.value["title"], block.value["minutes"] or 0, before, str(block.id)))
        elif block.block_type == "item" and AppliesTo.covers(block.value["applies_to"], meeting.unit.kind):
            before = str(block.id)
    return found


def with_pauses(agenda: Any, pauses: Sequence[Pause], *, without: Iterable[str] = ()) -> StreamValue:
    """The agenda (StreamValue) with `pauses` after their items, and without the blocks of the ids `without`. A pause
    whose item is not there any more comes last."""
    left_out = set(without)
    kept = [block for block in agenda if str(block.id) not in left_out]
    here = {str(block.id) for block in kept}
    rows: list[tuple[str, Any, str]] = []
    for block in kept:
        rows.append((block.block_type, block.value, str(block.id)))
        rows += [_row(agenda, pause) for pause in pauses if pause.after == str(block.id)]
    rows += [_row(agenda, pause) for pause in pauses if pause.after not in here]
    return StreamValue(agenda.stream_block, rows)


def _is_pause(block: Any) -> bool:
    return block.block_type == "item" and bool(block.value["is_break"])


def _row(agenda: Any, pause: Pause) -> tuple[str, Any, str]:
    block = agenda.stream_block.child_blocks["item"]
    written = {"title": pause.title, "minutes": pause.minutes, "is_break": True, "owner": ItemOwner.UNIT}
    return "item", block.normalize({**block.get_default(), **written}), pause.id or str(uuid.uuid4())
