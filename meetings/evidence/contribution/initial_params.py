"""Query parameters with which a contribution is begun: an agenda item or a data plan line.

They are passed from step to step in the URL, then in the form, until a draft stores them.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.page_urls import SLOT_PARAMETER
from meetings.meeting.item import item_of
from meetings.meeting.pages import MeetingPage

AGENDA_ITEM_PARAM = "punkt"


def initial_query_string(meeting: MeetingPage, query: Mapping[str, str]) -> str:
    """Return the query string to pass on, with its question mark; parameters that do not belong to this meeting are
    dropped.
    """
    item, slot = query.get(AGENDA_ITEM_PARAM, ""), slot_of(meeting, query.get(SLOT_PARAMETER))
    kept: dict[str, str | int] = {}
    if item_of(meeting, item) is not None:
        kept[AGENDA_ITEM_PARAM] = item
    if slot is not None:
        kept[SLOT_PARAMETER] = slot.pk
    return f"?{urlencode(kept)}" if kept else ""


def initial_params(meeting: MeetingPage, query: Mapping[str, str]) -> dict[str, str]:
    """Return the initial values of the form's agenda item and data plan line from the URL; they are checked on
    submission. The item of a line goes without saying.
    """
    slot = slot_of(meeting, query.get(SLOT_PARAMETER))
    item = query.get(AGENDA_ITEM_PARAM) or (str(slot.item.block_id) if slot and slot.item else "")
    return {"item": item, "slot": query.get(SLOT_PARAMETER, "")}


def slot_of(meeting: MeetingPage, wish: object) -> DataPlanLine | None:
    """Return the line of the meeting's plan with this primary key; None for any other input."""
    number = str(wish or "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return DataPlanLine.objects.filter(meeting=meeting, pk=int(number)).select_related("item").first()
