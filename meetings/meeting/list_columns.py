"""The columns that lists of meetings show."""

from django.db.models import QuerySet

from meetings.meeting.pages import MeetingPage

COLUMNS = (
    "title", "url_path", "state", "starts_at", "room", "unit__title", "unit__url_path", "unit__area",
    "cycle__school_year",
)  # fmt: skip


def with_list_columns(meetings: QuerySet[MeetingPage]) -> QuerySet[MeetingPage]:
    """Return meetings with unit and cycle, and only what a list says of them: not the agenda, not the profile of the
    unit. Whatever else is asked of a row costs a query."""
    return meetings.select_related("unit", "cycle").only(*COLUMNS)
