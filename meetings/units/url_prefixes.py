"""URL prefixes of units and meetings, and their arguments for reverse()."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetings.meeting.pages import MeetingPage
    from meetings.units.pages import UnitPage

UNIT = "<slug:area>/<slug:unit>/"
MEETING = UNIT + "<int:year>/"


def unit_url_kwargs(unit: "UnitPage") -> dict[str, object]:
    """Return the arguments for reverse() of a URL under `unit`."""
    area, slug = unit.slugs
    return {"area": area, "unit": slug}


def meeting_url_kwargs(meeting: "MeetingPage") -> dict[str, str | int]:
    """Return the arguments for reverse() of a URL under `meeting`."""
    area, unit, year = meeting.slugs
    return {"area": area, "unit": unit, "year": int(year)}
