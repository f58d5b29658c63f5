"""Minutes begin with the agenda of the meeting that was held."""

import pytest

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.begin_minutes import NotHeldYet, begin_minutes
from meetings.minutes.writing.draft_content import draft_content
from tests import factories
from tests.meetings.minutes.scene import held

pytestmark = pytest.mark.django_db


def test_one_section_for_each_agenda_item_and_none_for_the_break() -> None:
    agenda = [
        factories.agenda_item("Data"),
        factories.agenda_item("Frokost", is_break=True),
        factories.agenda_item("Aftaler"),
    ]
    scene = held(agenda=agenda)
    minutes = begin_minutes(meeting=scene.meeting, by=scene.leader)
    assert [row.title for row in draft_content(minutes).sections] == ["Data", "Aftaler"]
    assert minutes.slug == "referat"
    assert minutes.state == MinutesState.DRAFT
    assert not minutes.live
    assert minutes.get_parent().pk == scene.meeting.pk
    assert AuditEvent.objects.filter(action="minutes.begun", object_id=minutes.pk).count() == 1


def test_beginning_twice_gives_the_same_minutes() -> None:
    scene = held()
    first = begin_minutes(meeting=scene.meeting, by=scene.leader)
    assert begin_minutes(meeting=scene.meeting, by=scene.consultant).pk == first.pk
    assert MinutesPage.objects.count() == 1


@pytest.mark.parametrize(
    "state", [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING, MeetingState.CANCELLED]
)
def test_minutes_of_a_meeting_that_was_not_held_are_refused(state: str) -> None:
    scene = held(state=state)
    with pytest.raises(NotHeldYet):
        begin_minutes(meeting=scene.meeting, by=scene.leader)


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_others_of_the_meeting_may_not_begin_minutes(who: str) -> None:
    scene = held()
    with pytest.raises(NotAllowed):
        begin_minutes(meeting=scene.meeting, by=getattr(scene, who))


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.CONSULTANT, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_people_of_other_units_may_not_begin_minutes(role: Role) -> None:
    scene = held()
    stranger = factories.user(role=role, unit=None, area=factories.make_area("daycare"))
    with pytest.raises(NotAllowed):
        begin_minutes(meeting=scene.meeting, by=stranger)
