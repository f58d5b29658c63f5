"""What the participants were told of the agenda in the last mail that all of them got, against what it is now."""

from datetime import UTC, datetime, timedelta
from typing import Any

from meetings.meeting.agenda import agenda_of, ends_at, length_of
from meetings.meeting.pages import MeetingPage


def announced_agenda(meeting: MeetingPage) -> dict[str, Any]:
    """The length in minutes, and of each agenda item its title, minutes and the unit's own topics."""
    items = [[item.title, item.minutes, item.local_topics] for item in agenda_of(meeting)]
    return {"minutes": length_of(meeting), "agenda": items}


def is_behind(meeting: MeetingPage) -> bool:
    """The participants of a convened meeting know another agenda. False where it is not known what they were told."""
    return meeting.is_convened and bool(meeting.told) and meeting.told != announced_agenda(meeting)


def ends_before(meeting: MeetingPage, starts_at: datetime | None) -> datetime | None:
    """When a meeting that begins then ends by what was told; without that, as it ends now."""
    if not meeting.told or starts_at is None:
        return ends_at(meeting, starts_at)
    return starts_at.astimezone(UTC) + timedelta(minutes=meeting.told["minutes"])
