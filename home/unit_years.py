"""The years of the user's units, for the front page."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.roles import Right
from accounts.user import AnyUser
from home.leading_meeting import UnitYears, years_of_unit
from home.year_steps import meeting_address, year_steps
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def years_of(user: AnyUser, today: date) -> list[dict[str, Any]]:
    """One entry for each unit the user belongs to, with its main meeting as steps, and links to other years. Empty for
    heads of area and consultants, who have the board of the year."""
    person = access.of(user)
    rows = (
        access.visible_to(user, MeetingPage)
        .filter(unit_id__in=person.unit_ids(Right.SEE_UNIT))
        .select_related("unit__area", "cycle__template", "minutes_page")
        .order_by("unit__title", "cycle__school_year")
    )
    by_unit: dict[int, list[MeetingPage]] = {}
    for meeting in rows:
        by_unit.setdefault(meeting.unit_id, []).append(meeting)
    found = (years_of_unit(meetings, today) for meetings in by_unit.values())
    return [_entry(years, today) for years in found if years]


def _entry(years: UnitYears, today: date) -> dict[str, Any]:
    meeting = years.leading
    minutes = getattr(meeting, "minutes_page", None)
    address = meeting_address(meeting)
    return {
        "title": meeting.unit.title,
        "school_year": meeting.cycle.school_year,
        "url": address,
        "beside": [{"school_year": other.school_year, "url": meeting_address(other)} for other in years.beside],
        "starts_at": meeting.starts_at,
        "room": meeting.room,
        "state": meeting.get_state_display(),
        "steps": year_steps(
            meeting,
            minutes_state=minutes.state if minutes else None,
            is_past=bool(meeting.starts_at and timezone.localdate(meeting.starts_at) <= today),
            template_url=f"/skabeloner/{meeting.cycle.template.slug}/",
            minutes_url=f"{address}{minutes.slug}/" if minutes else "",
        ),
    }
