"""The year of one meeting as steps: Skabelon → Indkald → Forbered → Møde → Referat → Aftaler."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.text.danish_formats import date as danish_date
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs

TEMPLATE, CONVENE, PREPARE, MEET, WRITE, FOLLOW_UP = range(6)
_AT = {
    MeetingState.PLANNED: CONVENE,
    MeetingState.CANCELLED: CONVENE,
    MeetingState.INVITED: PREPARE,
    MeetingState.PREPARING: PREPARE,
    MeetingState.HELD: WRITE,
}


def step_of(meeting: MeetingPage, minutes_state: str | None, is_past: bool = False) -> int:
    """The index of the meeting's current step. `is_past`: its day is today or earlier."""
    if minutes_state == MinutesState.APPROVED:
        return FOLLOW_UP
    at = _AT[MeetingState(meeting.state)]
    return MEET if at == PREPARE and is_past else at


def year_steps(
    meeting: MeetingPage,
    *,
    minutes_state: str | None,
    is_past: bool = False,
    template_url: str = "",
    minutes_url: str = "",
) -> list[dict[str, str]]:
    """Arguments of the component step_indicator. Only steps that have been reached have a URL."""
    now = step_of(meeting, minutes_state, is_past)
    address = meeting_address(meeting)
    day = danish_date(meeting.starts_at) if meeting.starts_at else ""
    steps = [
        (_("Template"), template_url, ""),
        (_("Convene"), address, danish_date(meeting.invited_at) if meeting.invited_at else ""),
        (_("Prepare"), reverse("data_plan", kwargs=meeting_url_kwargs(meeting)), ""),
        (_("Meeting"), address, day),
        (_("Minutes"), minutes_url, _("Approved") if now == FOLLOW_UP else ""),
        (
            _("Agreements"),
            reverse("unit_agreements", kwargs=unit_url_kwargs(meeting.unit)) if now == FOLLOW_UP else "",
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


def meeting_address(meeting: MeetingPage) -> str:
    return f"/{meeting.unit.area.slug}/{meeting.unit.slug}/{meeting.slug}/"
