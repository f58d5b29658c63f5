"""The year of one meeting as steps: Skabelon → Indkald → Forbered → Møde → Referat → Aftaler."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.text.danish_formats import format_date
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState

if TYPE_CHECKING:
    from home.year_row import YearRow
    from meetings.meeting.pages import MeetingPage

TEMPLATE, CONVENE, PREPARE, MEET, WRITE, FOLLOW_UP = range(6)
_AT = {
    MeetingState.PLANNED: CONVENE,
    MeetingState.CANCELLED: CONVENE,
    MeetingState.INVITED: PREPARE,
    MeetingState.PREPARING: PREPARE,
    MeetingState.HELD: WRITE,
}


def step_of(meeting: "MeetingPage | YearRow", minutes_state: str | None, is_past: bool = False) -> int:
    """Return the index of the meeting's current step. `is_past`: its day is today or earlier."""
    if minutes_state == MinutesState.APPROVED:
        return FOLLOW_UP
    at = _AT[MeetingState(meeting.state)]
    return MEET if at == PREPARE and is_past else at


def year_steps(
    meeting: "MeetingPage | YearRow",
    *,
    minutes_state: str | None,
    is_past: bool = False,
    template_url: str = "",
    minutes_url: str = "",
) -> list[dict[str, str]]:
    """Return the arguments of the component step_indicator. Only steps that have been reached have a URL."""
    now = step_of(meeting, minutes_state, is_past)
    address = meeting.url
    area, unit, year = meeting.slugs
    day = format_date(meeting.starts_at) if meeting.starts_at else ""
    steps = [
        (_("Template"), template_url, ""),
        (_("Convene"), address, format_date(meeting.invited_at) if meeting.invited_at else ""),
        (_("Prepare"), reverse("data_plan", args=[area, unit, int(year)]), ""),
        (_("Meeting"), address, day),
        (_("Minutes"), minutes_url, _("Approved") if now == FOLLOW_UP else ""),
        (
            _("Agreements"),
            reverse("unit_agreements", args=[area, unit]) if now == FOLLOW_UP else "",
            "",
        ),
    ]
    return [
        {
            "label": label,
            "state": "done" if position < now else "current" if position == now else "todo",
            "when": when,
            "url": url if position <= now else "",
        }
        for position, (label, url, when) in enumerate(steps)
    ]
