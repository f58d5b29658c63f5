"""Compare the agenda as last announced to all participants (`MeetingPage.announced_agenda`) with the current one."""

from datetime import UTC, datetime, timedelta

from meetings.meeting.agenda import agenda_of, ends_at, length_of
from meetings.meeting.pages import MeetingPage


def agenda_to_announce(meeting: MeetingPage) -> dict[str, object]:
    """Return the length in minutes, and title, minutes and local topics of each agenda item, to be stored on the
    meeting when participants are mailed."""
    items = [[item.title, item.minutes, item.local_topics] for item in agenda_of(meeting)]
    return {"minutes": length_of(meeting), "agenda": items}


def has_unannounced_changes(meeting: MeetingPage) -> bool:
    """Return whether a convened meeting's agenda differs from the announced one; False when none was recorded."""
    return (
        meeting.is_convened
        and bool(meeting.announced_agenda)
        and meeting.announced_agenda != agenda_to_announce(meeting)
    )


def announced_end(meeting: MeetingPage, starts_at: datetime | None) -> datetime | None:
    """Return the end of a meeting that begins at `starts_at` by the announced length, or else by the current one."""
    if not meeting.announced_agenda or starts_at is None:
        return ends_at(meeting, starts_at)
    return starts_at.astimezone(UTC) + timedelta(minutes=meeting.announced_agenda["minutes"])
