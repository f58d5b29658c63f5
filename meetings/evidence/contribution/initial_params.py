"""Where somebody came from who begins a contribution: an agenda item, or a line of the data plan.

It travels from step to step in the address, and then in the form, until there is a draft that keeps it.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from meetings.data_plan.addresses import SLOT
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.pages import MeetingPage

ITEM = "punkt"


def query(meeting: MeetingPage, asked: Mapping[str, str]) -> str:
    """What of the address is passed on, with its question mark; empty for what is not of this meeting."""
    item, slot = asked.get(ITEM, ""), slot_of(meeting, asked.get(SLOT))
    kept: dict[str, Any] = {}
    if item and any(str(one.id) == item for one in meeting.agenda_items):
        kept[ITEM] = item
    if slot is not None:
        kept[SLOT] = slot.pk
    return f"?{urlencode(kept)}" if kept else ""


def initial_params(asked: Mapping[str, str]) -> dict[str, str]:
    """The hidden answers of the form, from its address. They are checked when the form comes back."""
    return {"item": asked.get(ITEM, ""), "slot": asked.get(SLOT, "")}


def slot_of(meeting: MeetingPage, wish: Any) -> DataPlanLine | None:
    """The line of the meeting's plan with this number; None for anything else."""
    number = str(wish or "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return DataPlanLine.objects.filter(meeting=meeting, pk=int(number)).first()
