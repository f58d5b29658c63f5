"""Both sides confirm a plan; later changes are shown line by line."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.data_plan.canonical_content import content_hash_of, plan_content
from meetings.data_plan.change_line import change_line
from meetings.data_plan.confirm_plan import DemandsUndecided, EmptyPlan, PlanChangedMeanwhile, confirm_plan
from meetings.data_plan.differences import plan_agreement
from meetings.data_plan.enums import Side
from meetings.data_plan.line_values import LineValues
from meetings.data_plan.models import DataPlanConfirmation, DataPlanLine, DataPlanVersion, Delimitation
from meetings.data_plan.remove_line import remove_line
from meetings.meeting.enums import MeetingState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, state=MeetingState.PREPARING)


@pytest.fixture
def consultant(school):
    return school[Role.CONSULTANT]


def content(meeting):
    lines = DataPlanLine.objects.of_meeting(meeting).select_related("gatherer")
    return plan_content(lines, Delimitation.objects.filter(meeting=meeting).first())


def confirm(meeting, person):
    return confirm_plan(meeting=meeting, expected_hash=content_hash_of(content(meeting)), by=person, now=timezone.now())


def change(line, by, today, **agreed):
    line = DataPlanLine.objects.get(pk=line.pk)
    return change_line(
        line=line, agreed=LineValues(**{"what": line.what, **agreed}), expected_version=line.version, by=by, today=today
    )


def test_both_agree_to_one_version(meeting, holder, consultant):
    factories.plan_line(meeting)
    confirm(meeting, holder)
    half = plan_agreement(meeting, content(meeting), None)
    assert half.agree == {Side.UNIT} and not half.is_confirmed
    confirm(meeting, consultant)
    confirm(meeting, consultant)
    assert plan_agreement(meeting, content(meeting), None).is_confirmed
    assert DataPlanVersion.objects.count() == 1 and DataPlanConfirmation.objects.count() == 2


def test_two_leaders_are_one_side(meeting, holder, school):
    factories.plan_line(meeting)
    confirm(meeting, holder)
    confirm(meeting, school[Role.LEADERSHIP_TEAM])
    assert not plan_agreement(meeting, content(meeting), None).is_confirmed


@pytest.mark.parametrize("role", [Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA])
def test_only_the_two_sides_confirm_the_plan(meeting, school, role):
    factories.plan_line(meeting)
    with pytest.raises(NotAllowed):
        confirm(meeting, school[role])


def test_a_plan_changed_since_it_was_read_cannot_be_confirmed(meeting, holder, consultant, today):
    line = factories.plan_line(meeting)
    seen = content_hash_of(content(meeting))
    change(line, consultant, today, about="Noget andet")
    with pytest.raises(PlanChangedMeanwhile):
        confirm_plan(meeting=meeting, expected_hash=seen, by=holder, now=timezone.now())
    assert not DataPlanConfirmation.objects.exists()


def test_an_empty_plan_cannot_be_confirmed(meeting, holder):
    with pytest.raises(EmptyPlan):
        confirm(meeting, holder)


def test_changes_since_the_confirmation_are_listed_line_by_line(meeting, holder, consultant, today):
    photos, gone = factories.plan_line(meeting, "Fotos", about="3.B"), factories.plan_line(meeting, "Samtaler")
    confirm(meeting, holder)
    confirm(meeting, consultant)
    change(photos, holder, today, about="4.B", gatherer_name="Teamet")
    remove_line(line=gone, expected_version=1, by=holder)
    factories.plan_line(meeting, "Tegninger")
    told = plan_agreement(meeting, content(meeting), Side.CONSULTANT)
    assert not told.is_confirmed and not told.agree
    assert [(entry.kind, entry.title) for entry in told.changes] == [
        ("changed", "Fotos"), ("added", "Tegninger"), ("removed", "Samtaler"),
    ]  # fmt: skip
    lines = {(line.label, line.before, line.after) for line in told.changes[0].lines}
    assert lines == {("Om hvad", "3.B", "4.B"), ("Samles af", "", "Teamet")}


def test_each_side_sees_what_changed_since_it_confirmed_itself(meeting, holder, consultant, today):
    line = factories.plan_line(meeting, "Fotos")
    confirm(meeting, holder)
    confirm(meeting, consultant)
    change(line, consultant, today, about="4.B")
    confirm(meeting, consultant)
    now = content(meeting)
    assert plan_agreement(meeting, now, Side.CONSULTANT).changes == []
    for reader in (Side.UNIT, None):  # everybody else: since both agreed
        assert [entry.title for entry in plan_agreement(meeting, now, reader).changes] == ["Fotos"]
    assert plan_agreement(meeting, now, Side.UNIT).agree == {Side.CONSULTANT}


def test_a_plan_changed_back_needs_no_new_confirmation(meeting, holder, consultant, today):
    line = factories.plan_line(meeting, "Fotos")
    confirm(meeting, holder)
    confirm(meeting, consultant)
    change(line, holder, today, about="4.B")
    change(line, holder, today, about="")
    assert plan_agreement(meeting, content(meeting), None).is_confirmed


def test_a_version_is_never_changed(meeting, holder, consultant, today):
    line = factories.plan_line(meeting, "Fotos")
    confirm(meeting, holder)
    frozen = DataPlanVersion.objects.get()
    change(line, holder, today, about="4.B")
    confirm(meeting, holder)
    frozen.refresh_from_db()
    assert frozen.content[0]["about"] == "" and content_hash_of(frozen.content) == frozen.content_hash
    assert DataPlanVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("decided", "agrees"),
    [
        ({}, False),
        ({"gatherer_name": "Skolens sekretær"}, False),
        ({"due_on": date(2026, 11, 1)}, False),
        ({"gatherer_name": "Skolens sekretær", "due_on": date(2026, 11, 1)}, True),
        ({"note": "Vi får først tallene til foråret."}, True),
    ],
)
def test_the_plan_is_not_agreed_on_while_required_data_are_undecided(meeting, holder, decided, agrees):
    factories.plan_line(meeting, what="Fravær", is_required=True, **decided)
    if agrees:
        assert confirm(meeting, holder)
        return
    with pytest.raises(DemandsUndecided) as refused:
        confirm(meeting, holder)
    assert "»Fravær«" in refused.value.message
    assert not DataPlanConfirmation.objects.exists()
