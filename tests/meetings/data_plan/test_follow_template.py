"""Required data of the template are in the plan from the start, follow the template, and can't be removed."""

import copy
import uuid

import pytest

from accounts.roles import Role
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.remove_line import DemandStays, remove_line
from meetings.meeting.adopt_template_change import adopt_template_change
from meetings.meeting.create_meeting import create_meeting
from meetings.meeting.pages import MeetingPage
from meetings.units.enums import UnitKind
from tests import factories
from tests.meetings.furnished_unit import RULES, furnish

pytestmark = pytest.mark.django_db


def demand(text, applies_to="school"):
    return {"type": "item", "id": str(uuid.uuid4()), "value": {"text": text, "applies_to": applies_to}}


ABSENCE, WELLBEING, PLAN = demand("Fravær"), demand("Trivsel"), demand("Læreplan", "daycare")
ITEM = factories.agenda_item("Data", 60, required_data=[ABSENCE, WELLBEING, PLAN])


@pytest.fixture
def year():
    factories.template(agenda=[ITEM], participants=RULES)
    return factories.cycle()


@pytest.fixture
def school(year):
    return furnish(factories.make_unit("Skovskolen"))


def begin(year, unit):
    template = year.template
    return create_meeting(unit=unit, cycle=year, template_revision=template.live_revision, by=year.started_by)


def republish(year, *demands):
    item = copy.deepcopy(ITEM)
    item["value"]["required_data"] = list(demands)
    year.template.agenda = [item]
    year.template.save_revision().publish()
    year.template.refresh_from_db()


def follow(meeting, holder):
    meeting = MeetingPage.objects.get(pk=meeting.pk)
    adopt_template_change(meeting=meeting, by=holder, expected_version=meeting.version)


def lines(meeting):
    return list(DataPlanLine.objects.of_meeting(meeting))


def test_a_meeting_begins_with_what_its_kind_of_unit_must_bring(year, school):
    found = lines(begin(year, school.unit))
    assert [(line.what, line.is_required) for line in found] == [("Fravær", True), ("Trivsel", True)]
    assert {str(line.item.block_id) for line in found} == {ITEM["id"]}
    assert str(found[0].block_id) == ABSENCE["id"]


def test_demands_depend_on_the_kind_of_unit(year):
    unit = factories.make_unit("Solstrålen", kind=UnitKind.DAYCARE)
    assert [line.what for line in lines(begin(year, unit))] == ["Læreplan"]


def test_agreed_values_are_kept_when_the_text_of_a_demand_changes(year, school, holder):
    meeting = begin(year, school.unit)
    DataPlanLine.objects.filter(what="Fravær").update(about="1. klasse")
    worded = copy.deepcopy(ABSENCE)
    worded["value"]["text"] = "Elevernes fravær"
    republish(year, worded, WELLBEING)
    follow(meeting, holder)
    assert [(line.what, line.about) for line in lines(meeting)] == [("Elevernes fravær", "1. klasse"), ("Trivsel", "")]


def test_a_demand_in_a_new_block_is_matched_by_its_text(year, school, holder):
    meeting = begin(year, school.unit)
    before = {line.what: line.pk for line in lines(meeting)}
    republish(year, WELLBEING, demand("Fravær"))
    follow(meeting, holder)
    assert {line.what: line.pk for line in lines(meeting)} == before


def test_a_new_demand_is_added_last_and_an_unused_old_one_is_deleted(year, school, holder):
    meeting = begin(year, school.unit)
    factories.plan_line(meeting, "Børnenes fotos")
    republish(year, ABSENCE, demand("Progression"))
    follow(meeting, holder)
    found = [(line.what, line.is_required) for line in lines(meeting)]
    assert found == [("Fravær", True), ("Børnenes fotos", False), ("Progression", True)]


@pytest.mark.parametrize("touched", ["written", "filled"])
def test_a_dropped_demand_with_content_becomes_the_units_own_line(year, school, holder, touched):
    meeting = begin(year, school.unit)
    line = DataPlanLine.objects.get(what="Trivsel")
    if touched == "written":
        DataPlanLine.objects.filter(pk=line.pk).update(note="Vi har talt om det")
    else:
        factories.evidence(meeting=MeetingPage.objects.get(pk=meeting.pk), slot=line)
    republish(year, ABSENCE)
    follow(meeting, holder)
    kept = DataPlanLine.objects.get(pk=line.pk)
    assert not kept.is_required and kept.block_id is None


def test_required_data_cannot_be_removed(year, school, holder, client):
    meeting = begin(year, school.unit)
    line = lines(meeting)[0]
    with pytest.raises(DemandStays):
        remove_line(line=line, expected_version=line.version, by=holder)
    client.force_login(school[Role.CONSULTANT])
    address = f"/skoler/{school.unit.slug}/2026/dataplan/{line.pk}/fjern/"
    assert "Tag det ud" not in client.get(address).content.decode()
    assert client.post(address, {"seen": line.version}).status_code == 422
    assert DataPlanLine.objects.filter(pk=line.pk).exists()
