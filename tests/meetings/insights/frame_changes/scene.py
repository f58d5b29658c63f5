"""A year with held meetings, and the draft of the next template."""

from dataclasses import dataclass
from typing import Any

from accounts.roles import Role
from accounts.user import User
from meetings.cycle.models import Cycle
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.save_change import WrittenChange, save_change
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.template.copy_template import copy_template
from meetings.template.pages import TemplatePage
from tests import factories
from tests.meetings.minutes import scene as minutes_scene
from tests.prepared import prepared

DATA, OWN = "Status på læring og trivsel", "Jeres egne indsatser"


@dataclass
class Frame:
    cycle: Cycle
    template: TemplatePage
    editor: User

    def item(self, title: str) -> str:
        """Block id of the item with this title."""
        return next(str(block.id) for block in self.cycle.template.agenda if block.value["title"] == title)

    def address(self, what: str = "") -> str:
        return f"/skabeloner/{self.template.slug}/moederne/{what}"


@prepared
def next_template() -> Frame:
    """The draft for 2027/2028, made from the template of 2026/2027: an hour on data, two on the unit's own."""
    factories.template(agenda=[factories.agenda_item(DATA, 60), factories.agenda_item(OWN, 120)])
    cycle = factories.cycle()
    editor = factories.user(role=Role.CENTRAL_EDITOR, name="Rosa Redaktør")
    return Frame(cycle, copy_template(source=cycle.template, school_year="2027/2028", by=editor), editor)


def held(frame: Frame, **times: tuple[int | None, int]) -> MeetingPage:
    """A held meeting; `data` and `own`: planned minutes (None for the template's) and seconds on the screen."""
    meeting = factories.meeting(cycle=frame.cycle, state=MeetingState.HELD)
    for name, (planned, seconds) in times.items():
        block = frame.item({"data": DATA, "own": OWN}[name])
        rows = MeetingItem.objects.filter(meeting=meeting, block_id=block)
        rows.update(planned_minutes=planned, actual_seconds=seconds)
    return meeting


def change_of(template: TemplatePage, *, by: User) -> FrameChange:
    return save_change(template=template, written=WrittenChange("Mere tid til samtale"), by=by)


def approved(**parts: Any) -> minutes_scene.Scene:
    """Approved minutes of a meeting of 2026/2027."""
    return minutes_scene.approved(**parts)
