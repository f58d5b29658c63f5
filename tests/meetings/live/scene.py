"""A convened meeting of today with three agenda items and a break, one participant of each role."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from meetings.live.begin_meeting import begin_meeting
from meetings.live.models import LiveMeeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.prepared import prepared


def at(hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time())) + timedelta(
        hours=hour, minutes=minute
    )


@dataclass
class Scene:
    meeting: MeetingPage
    leader: User
    team: User
    staff: User
    board: User
    consultant: User
    chef: User
    live: LiveMeeting | None = None

    @property
    def where(self) -> dict[str, Any]:
        return meeting_url_kwargs(self.meeting)

    @property
    def blocks(self) -> list[Any]:
        """Ids of the agenda: an item of 30 minutes, a break of 15, items of 60 and 45."""
        return [block.id for block in self.meeting.agenda]


@prepared
def convened(**fields: Any) -> Scene:
    unit = factories.make_unit(fields.pop("title", "Skovskolen"))
    people = {
        "leader": factories.user(role=Role.AGREEMENT_HOLDER, unit=unit, name="Lise Lund"),
        "team": factories.user(role=Role.LEADERSHIP_TEAM, unit=unit, name="Tom Tang"),
        "staff": factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit, name="Mia Mose"),
        "board": factories.user(role=Role.BOARD_REPRESENTATIVE, unit=unit, name="Bo Birk"),
        "consultant": factories.user(role=Role.CONSULTANT, area=unit.area, name="Kim Krog"),
        "chef": factories.user(role=Role.HEAD_OF_AREA, area=unit.area, name="Hanne Holm"),
    }
    agenda = [
        factories.agenda_item("Velkommen", 30), factories.agenda_item("Pause", 15, is_break=True),
        factories.agenda_item("Vores indsatser", 60), factories.agenda_item("Aftaler", 45),
    ]  # fmt: skip
    fields = {"state": MeetingState.INVITED, "starts_at": at(9), "agenda": agenda, **fields}
    meeting = factories.meeting(unit=unit, **fields)
    for person in people.values():
        factories.participant(meeting, person.memberships.get().role, person=person)
    return Scene(meeting=meeting, **people)


@prepared
def running(**fields: Any) -> Scene:
    """A meeting that the agreement holder began at nine."""
    scene = convened(**fields)
    scene.live = begin_meeting(meeting=scene.meeting, is_confirmed=False, by=scene.leader, now=at(9))
    return scene
