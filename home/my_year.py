"""The own units' year on the front page."""

from datetime import date
from typing import Any

from accounts.roles import Right
from home.year_steps import meeting_address, year_steps
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def years_of(user: Any, today: date) -> list[dict[str, Any]]:
    """One entry for each unit the person belongs to, with its newest meeting as steps. Empty for chef and consultant,
    who have the board of the year."""
    person = access.of(user)
    rows = (
        access.visible_to(user, MeetingPage)
        .filter(unit_id__in=person.unit_ids(Right.SEE_UNIT))
        .select_related("unit__area", "cycle__template", "minutes_page")
        .order_by("unit__title", "-cycle__school_year")
    )
    newest: dict[int, MeetingPage] = {}
    for meeting in rows:
        newest.setdefault(meeting.unit_id, meeting)
    return [_entry(meeting, today) for meeting in newest.values()]


def _entry(meeting: MeetingPage, today: date) -> dict[str, Any]:
    minutes = getattr(meeting, "minutes_page", None)
    address = meeting_address(meeting)
    return {
        "title": meeting.unit.title,
        "school_year": meeting.cycle.school_year,
        "url": address,
        "starts_at": meeting.starts_at,
        "room": meeting.room,
        "state": meeting.get_state_display(),
        "steps": year_steps(
            meeting,
            minutes_state=minutes.state if minutes else None,
            is_past=bool(meeting.starts_at and meeting.starts_at.date() <= today),
            template_url=f"/skabeloner/{meeting.cycle.template.slug}/",
            minutes_url=f"{address}{minutes.slug}/" if minutes else "",
        ),
    }
