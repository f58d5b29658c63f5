"""The beginnings that addresses under a unit and a meeting share."""

from typing import Any

UNIT = "<slug:area>/<slug:unit>/"
MEETING = UNIT + "<int:year>/"


def of_unit(unit: Any) -> dict[str, Any]:
    """The words for reverse() of an address under `unit` (a UnitPage)."""
    return {"area": unit.area.slug, "unit": unit.slug}


def of_meeting(meeting: Any) -> dict[str, Any]:
    """The words for reverse() of an address under `meeting` (a MeetingPage)."""
    return {**of_unit(meeting.unit), "year": int(meeting.slug)}
