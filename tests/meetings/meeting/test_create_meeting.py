"""A unit's meeting of the year is created."""

import pytest

from accounts.roles import Right, Role, roles_with
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.meeting.create_meeting import MeetingExists, WrongTemplate, create_meeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.enums import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db

STEP = {"kind": "initial", "title": "Indledende møde", "duration": "1-2 timer", "text": "Vælger data"}


@pytest.fixture
def editor():
    return factories.user(role=Role.CENTRAL_EDITOR)


@pytest.fixture
def year():
    items = [
        factories.agenda_item("For alle", 60),
        factories.agenda_item("Kun for skoler", 30, applies_to="school"),
        {"type": "kept_text", "value": {"text": "Noget, der ikke blev genkendt"}},
    ]
    factories.template(agenda=items, total_minutes=200, preparation=[{"type": "step", "value": STEP}])
    return factories.cycle()


def created(unit, year, by):
    return create_meeting(unit=unit, cycle=year, template_revision=year.template.latest_revision, by=by)


def test_the_meeting_is_a_child_of_its_unit_and_copies_the_template(editor, year):
    unit = factories.make_unit("Skovskolen")
    meeting = MeetingPage.objects.get(pk=created(unit, year, editor).pk)
    assert meeting.get_parent().pk == unit.pk
    assert (meeting.slug, meeting.title, meeting.state) == ("2026", "Dialogmøde 2026/2027", MeetingState.PLANNED)
    assert meeting.total_minutes == 200
    assert [b.id for b in meeting.agenda] == [b.id for b in year.template.agenda], "blocks keep their ids"
    assert [step.title for step in meeting.preparation_steps.all()] == ["Indledende møde"]
    assert str(meeting.preparation_steps.get().block_id) == year.template.preparation[0].id
    assert not meeting.participants.exists()
    assert AuditEvent.objects.get(action="meeting.created").unit_id == unit.pk


def test_all_blocks_are_copied_but_a_daycare_sees_only_its_own(editor, year):
    meeting = created(factories.make_unit(kind=UnitKind.DAYCARE), year, editor)
    assert len(meeting.agenda) == 3
    assert [item.value["title"] for item in meeting.agenda_items] == ["For alle"]


@pytest.mark.parametrize(("kind", "covers"), [(UnitKind.SCHOOL, True), (UnitKind.DAYCARE, False)])
def test_a_schools_meeting_covers_the_development_talk(editor, year, kind, covers):
    assert created(factories.make_unit(kind=kind), year, editor).covers_school_development_talk is covers


def test_two_units_each_get_one_from_the_same_objects_in_memory(editor, year):
    unit = factories.make_unit()
    other_year = factories.cycle("2025/2026")
    created(unit, year, editor)
    created(unit, other_year, editor)
    assert sorted(MeetingPage.objects.filter(unit=unit).values_list("slug", flat=True)) == ["2025", "2026"]


def test_a_second_meeting_in_the_same_year_is_refused(editor, year):
    unit = factories.make_unit("Skovskolen")
    created(unit, year, editor)
    with pytest.raises(MeetingExists, match="Skovskolen har allerede et møde i 2026/2027"):
        created(unit, year, editor)


def test_a_version_of_another_years_template_is_refused(editor, year):
    other = factories.template("2027/2028")
    with pytest.raises(WrongTemplate):
        create_meeting(unit=factories.make_unit(), cycle=year, template_revision=other.latest_revision, by=editor)


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.START_YEAR)])
def test_other_roles_may_not_create_meetings(year, role):
    with pytest.raises(NotAllowed):
        created(factories.make_unit(), year, factories.user(role=role))
