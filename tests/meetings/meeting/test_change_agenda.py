"""The unit changes its meeting's agenda within the limits of the template."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.meeting.agenda import agenda_of
from meetings.meeting.change_agenda import (
    AgendaClosed,
    AgendaTooLong,
    ItemChange,
    LockedItem,
    TopicTooLong,
    change_agenda,
)
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories

pytestmark = pytest.mark.django_db

OPEN = factories.agenda_item("Egne indsatser", 60)
ALSO_OPEN = factories.agenda_item("Afrunding", 30)
LOCKED = factories.agenda_item("Mål for området", 60, is_open=False, owner="administration")
OF_DAYCARE = factories.agenda_item("Kun dagtilbud", 500, applies_to="daycare")


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, agenda=[LOCKED, OPEN, ALSO_OPEN, OF_DAYCARE], total_minutes=160)


def shaped(meeting, by, seen=1, **changes):
    """Changes by the item's number in the agenda: i1=ItemChange(…)."""
    items = {f"i{number}": block["id"] for number, block in enumerate([LOCKED, OPEN, ALSO_OPEN, OF_DAYCARE])}
    return change_agenda(
        meeting=meeting, changes={items[key]: change for key, change in changes.items()}, expected_version=seen, by=by
    )


def read(meeting):
    stored = MeetingPage.objects.get(pk=meeting.pk)
    return [(item.minutes, item.local_topics) for item in agenda_of(stored)]


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM])
def test_leaders_move_minutes_and_add_topics(meeting, school, role):
    shaped(meeting, school[role], i1=ItemChange(70, ["Uderummet", "  ", " Nye kolleger "]), i2=ItemChange(20))
    assert read(meeting) == [(60, []), (70, ["Uderummet", "Nye kolleger"]), (20, [])]
    assert MeetingPage.objects.get(pk=meeting.pk).version == 2


def test_blocks_keep_their_ids_and_other_kinds_items_stay(meeting, holder):
    shaped(meeting, holder, i1=ItemChange(65, []))
    agenda = MeetingPage.objects.get(pk=meeting.pk).agenda
    assert [block.id for block in agenda] == [block["id"] for block in (LOCKED, OPEN, ALSO_OPEN, OF_DAYCARE)]
    assert agenda[3].value["minutes"] == 500


def test_an_agenda_longer_than_the_meeting_is_refused_with_the_numbers(meeting, holder):
    with pytest.raises(AgendaTooLong) as refusal:
        shaped(meeting, holder, i1=ItemChange(85, []))
    assert "tilsammen 175 minutter" in refusal.value.message
    assert "varer 160" in refusal.value.message and "Tag 15 minutter" in refusal.value.message
    assert read(meeting)[1] == (60, [])


def test_an_agenda_exactly_as_long_as_the_meeting_is_accepted(meeting, holder):
    shaped(meeting, holder, i1=ItemChange(70, []))
    assert read(meeting)[1] == (70, [])


def test_topics_can_be_added_when_the_template_is_too_long(school, holder):
    meeting = factories.meeting(unit=school.unit, agenda=[LOCKED, OPEN, ALSO_OPEN], total_minutes=100)
    shaped(meeting, holder, i1=ItemChange(60, ["Et emne"]))
    assert read(meeting)[1] == (60, ["Et emne"])


def test_a_locked_item_is_refused_with_its_owner(meeting, holder):
    with pytest.raises(LockedItem, match=r"»Mål for området« kan ikke ændres her. Forvaltningen har ansvaret for"):
        shaped(meeting, holder, i0=ItemChange(50, []))


def test_an_unchanged_locked_item_is_accepted(meeting, holder):
    shaped(meeting, holder, i0=ItemChange(60, []), i1=ItemChange(55, []))
    assert read(meeting)[0] == (60, [])


def test_a_topic_that_is_too_long_is_refused(meeting, holder):
    with pytest.raises(TopicTooLong):
        shaped(meeting, holder, i1=ItemChange(60, ["x" * 301]))


def test_the_second_of_two_writers_gets_a_conflict(meeting, school, holder):
    shaped(meeting, holder, i1=ItemChange(60, ["Først"]))
    with pytest.raises(ChangedMeanwhile):
        shaped(meeting, school[Role.LEADERSHIP_TEAM], i1=ItemChange(60, ["Sidst"]))
    assert read(meeting)[1] == (60, ["Først"])


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_the_agenda_of_a_held_or_cancelled_meeting_cannot_change(school, holder, state):
    meeting = factories.meeting(unit=school.unit, agenda=[OPEN], state=state)
    with pytest.raises(AgendaClosed):
        shaped(meeting, holder, i1=ItemChange(50, []))


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM}])
def test_other_roles_may_not_change_it(meeting, school, role):
    with pytest.raises(NotAllowed):
        shaped(meeting, factories.user(role=role, unit=school.unit), i1=ItemChange(50, []))


def test_items_begin_when_the_previous_one_ends(school):
    meeting = factories.meeting(unit=school.unit, agenda=[LOCKED, OPEN], state=MeetingState.INVITED)
    first, second = agenda_of(meeting)
    assert first.begins == meeting.starts_at and first.ends == second.begins
    assert (second.ends - meeting.starts_at).total_seconds() == 120 * 60
