"""Each agenda item of a meeting has a row: made with the agenda, kept while something refers to it."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.meeting.adopt_template_change import adopt_template_change
from meetings.meeting.agenda import agenda_of
from meetings.meeting.change_agenda import ItemChange, change_agenda
from meetings.meeting.create_meeting import create_meeting
from meetings.meeting.item import MeetingItem, delete_unused_items, item_of
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import Pause
from meetings.units import access
from tests import factories

pytestmark = pytest.mark.django_db

DATA = {"type": "item", "id": "33333333-3333-4333-8333-333333333333", "value": {"text": "Fravær", "applies_to": "all"}}
FIRST = factories.agenda_item("Mål", 60)
SECOND = factories.agenda_item("Egne indsatser", 90, required_data=[DATA])
BREAK = factories.agenda_item("Frokost", 30, is_break=True)
DAYCARE = factories.agenda_item("Læreplan", 30, applies_to="daycare")


@pytest.fixture
def year():
    factories.template(agenda=[FIRST, BREAK, SECOND, DAYCARE], total_minutes=200)
    return factories.cycle()


@pytest.fixture
def meeting(year, school):
    revision = year.template.live_revision
    return create_meeting(unit=school.unit, cycle=year, template_revision=revision, by=year.started_by)


def republish(year, *agenda):
    year.template.agenda = list(agenda)
    year.template.save_revision().publish()


def rows(meeting):
    return {str(row.block_id): row for row in MeetingItem.objects.filter(meeting=meeting)}


def test_a_new_meeting_has_a_row_for_each_item_of_its_kind_but_the_breaks(meeting):
    assert rows(meeting).keys() == {FIRST["id"], SECOND["id"]}
    assert meeting.data_plan_lines.get().item == rows(meeting)[SECOND["id"]]


def test_the_units_own_time_is_in_the_row_and_the_agenda_keeps_the_templates(meeting, holder):
    changes = {SECOND["id"]: ItemChange(70)}
    change_agenda(
        meeting=meeting, changes=changes, pauses=[Pause("Kaffe", 5, FIRST["id"])], expected_version=None, by=holder
    )
    stored = MeetingPage.objects.get(pk=meeting.pk)
    row = rows(meeting)[SECOND["id"]]
    assert (row.planned_minutes, row.version) == (70, 2)
    assert {block.value["title"]: block.value["minutes"] for block in stored.agenda}["Egne indsatser"] == 90
    assert [(item.minutes, item.read.minutes) for item in agenda_of(stored)] == [(60, 60), (5, 5), (70, 70)]
    change_agenda(meeting=stored, changes={SECOND["id"]: ItemChange(90)}, expected_version=None, by=holder)
    assert rows(meeting)[SECOND["id"]].planned_minutes is None


def test_a_new_edition_adds_rows_and_removes_unused_ones(meeting, year, holder):
    before, new = rows(meeting), factories.agenda_item("Sparring", 20)
    republish(year, SECOND, new)
    adopt_template_change(meeting=meeting, by=holder)
    after = rows(meeting)
    assert after.keys() == {SECOND["id"], new["id"]}
    assert after[SECOND["id"]] == before[SECOND["id"]], "the block's id survives copying, so the row stays"


def test_the_own_time_of_an_item_that_becomes_locked_is_dropped(meeting, year, holder):
    change_agenda(meeting=meeting, changes={SECOND["id"]: ItemChange(70)}, expected_version=None, by=holder)
    locked = {**SECOND, "value": {**SECOND["value"], "is_open": False}}
    republish(year, FIRST, locked)
    adopt_template_change(meeting=meeting, by=holder)
    assert [item.minutes for item in agenda_of(MeetingPage.objects.get(pk=meeting.pk))] == [60, 90]


@pytest.mark.parametrize("keeps", ["evidence", "a line of the data plan", "notes"])
def test_a_row_that_something_refers_to_outlives_its_agenda_item(meeting, year, holder, keeps):
    row = rows(meeting)[SECOND["id"]]
    if keeps == "evidence":
        factories.evidence(meeting=MeetingPage.objects.get(pk=meeting.pk), item=row)
    elif keeps == "notes":
        MeetingItem.objects.filter(pk=row.pk).update(notes="Vi talte.")
    else:
        meeting.data_plan_lines.update(due_on=timezone.localdate())
    republish(year, FIRST)
    adopt_template_change(meeting=MeetingPage.objects.get(pk=meeting.pk), by=holder)
    assert rows(meeting).keys() == {FIRST["id"], SECOND["id"]}
    assert item_of(MeetingPage.objects.get(pk=meeting.pk), SECOND["id"]) is None, "it is no longer in the agenda"


def test_deleting_unused_rows_leaves_those_of_the_agenda_and_of_other_meetings(meeting):
    other = factories.meeting()
    delete_unused_items(meeting)
    assert rows(meeting).keys() == {FIRST["id"], SECOND["id"]} and rows(other)


@pytest.mark.parametrize(
    "wish", [None, "", "x", BREAK["id"], DAYCARE["id"]], ids=["none", "empty", "no id", "a break", "other kind"]
)
def test_no_row_is_found_for_anything_but_an_item_of_the_agenda(meeting, wish):
    assert item_of(meeting, wish) is None
    assert item_of(meeting, FIRST["id"]).meeting == meeting


@pytest.mark.parametrize("role", Role)
def test_only_those_who_write_the_minutes_may_see_a_row(school, role):
    meeting = factories.meeting(unit=school.unit, state="held")
    writers = {Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.CONSULTANT}
    person = factories.user(role=role, unit=school.unit, area=school.unit.area)
    assert access.may_see(person, meeting.items.first()) is (role in writers)
    elsewhere = factories.make_unit()
    stranger = factories.user(role=role, unit=elsewhere, area=factories.make_area("daycare"))
    assert not access.may_see(stranger, meeting.items.first())
