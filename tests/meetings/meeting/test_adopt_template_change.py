"""A new edition of the template is published: a planned meeting may adopt it, a convened one never changes."""

import copy

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.meeting.adopt_template_change import MeetingIsConvened, NoNewerEdition, adopt_template_change
from meetings.meeting.agenda import agenda_of
from meetings.meeting.change_agenda import ItemChange, change_agenda
from meetings.meeting.create_meeting import create_meeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.template_change import ADDED, CHANGED, REMOVED, template_change
from tests import factories
from tests.meetings.furnished_unit import RULES, furnish

pytestmark = pytest.mark.django_db

FIRST = factories.agenda_item("Mål", 60, questions=["Hvad siger vores data?"])
SECOND = factories.agenda_item("Egne indsatser", 90)
DAYCARE = factories.agenda_item("Læreplan", 30, applies_to="daycare")
STEP = {"type": "step", "id": "11111111-1111-4111-8111-111111111111", "value": {
    "kind": "initial", "title": "Indledende møde", "duration": "1-2 timer", "text": "Vælger data"}}  # fmt: skip


@pytest.fixture
def year():
    factories.template(agenda=[FIRST, SECOND, DAYCARE], participants=RULES, preparation=[STEP], total_minutes=200)
    return factories.cycle()


@pytest.fixture
def school(year):
    return furnish(factories.make_unit("Skovskolen"))


@pytest.fixture
def meeting(year, school):
    editor = year.started_by
    return create_meeting(unit=school.unit, cycle=year, template_revision=year.template.live_revision, by=editor)


def republish(year, *, agenda, **fields):
    template = year.template
    template.agenda = agenda
    for name, value in fields.items():
        setattr(template, name, value)
    template.save_revision().publish()
    template.refresh_from_db()


def changed(block, **value):
    block = copy.deepcopy(block)
    block["value"] |= value
    return block


def of(meeting):
    """The meeting as loaded by the next request."""
    return MeetingPage.objects.select_related("unit__area", "cycle__template").get(pk=meeting.pk)


def test_a_draft_of_the_template_changes_nothing(meeting, year):
    year.template.agenda = [SECOND]
    year.template.save_revision()
    assert template_change(of(meeting)) is None


def test_each_difference_is_listed(meeting, year, school):
    new = factories.agenda_item("Sparring", 20)
    longer = changed(FIRST, minutes=75, questions=["Hvad siger vores data?", "Hvad mangler vi?"])
    republish(year, agenda=[longer, new, DAYCARE], total_minutes=210, preparation=[])
    sections = {section.title: section.entries for section in template_change(of(meeting)).sections}
    agenda = {entry.title: entry for entry in sections["Dagsorden"]}
    assert {title: entry.kind for title, entry in agenda.items()} == {
        "Mål": CHANGED, "Sparring": ADDED, "Egne indsatser": REMOVED,
    }  # fmt: skip
    assert [(line.label, line.before, line.after) for line in agenda["Mål"].lines] == [
        ("Minutter", "60", "75"),
        ("Spørgsmål", "Hvad siger vores data?", "Hvad siger vores data?\nHvad mangler vi?"),
    ]
    assert sections["Længde"][0].lines[0].after == "210"
    assert sections["Forberedelse"][0].kind == REMOVED
    assert "Deltagere" not in sections


def test_changes_for_the_other_kind_of_unit_are_no_difference(meeting, year):
    republish(year, agenda=[FIRST, SECOND, changed(DAYCARE, minutes=45)])
    assert template_change(of(meeting)).sections == []


def test_a_changed_title_or_purpose_is_listed_by_its_label(meeting, year):
    republish(year, agenda=[FIRST, SECOND, DAYCARE], title="Dialogmøder, ny udgave", purpose="Vi lærer af hinanden.")
    (section,) = template_change(of(meeting)).sections
    assert section.title == "Om mødet"
    assert [(line.label, line.after) for line in section.entries[0].lines] == [
        ("Titel", "Dialogmøder, ny udgave"), ("Formål", "Vi lærer af hinanden."),
    ]  # fmt: skip


def test_agenda_length_and_preparation_are_adopted(meeting, year, school):
    new = factories.agenda_item("Sparring", 20)
    republish(year, agenda=[changed(FIRST, minutes=75), SECOND, new], total_minutes=220)
    adopt_template_change(meeting=meeting, by=school[Role.LEADERSHIP_TEAM])
    stored = of(meeting)
    assert [(item.title, item.minutes) for item in agenda_of(stored)] == [
        ("Mål", 75), ("Egne indsatser", 90), ("Sparring", 20),
    ]  # fmt: skip
    assert stored.total_minutes == 220
    assert stored.template_revision_id == year.template.live_revision_id
    assert template_change(stored) is None


def test_the_units_own_topics_and_times_are_kept(meeting, year, holder):
    own = {SECOND["id"]: ItemChange(100, ["Uderummet"])}
    change_agenda(meeting=meeting, changes=own, expected_version=None, by=holder)
    republish(year, agenda=[changed(FIRST, minutes=75), changed(SECOND, minutes=80)])
    adopt_template_change(meeting=meeting, by=holder)
    assert [(item.minutes, item.local_topics) for item in agenda_of(of(meeting))] == [(75, []), (100, ["Uderummet"])]


def test_own_times_that_no_longer_fit_are_replaced(meeting, year, holder):
    own = {SECOND["id"]: ItemChange(140, ["Uderummet"])}
    change_agenda(meeting=meeting, changes=own, expected_version=None, by=holder)
    republish(year, agenda=[changed(FIRST, minutes=75), SECOND])
    adopt_template_change(meeting=meeting, by=holder)
    assert [(item.minutes, item.local_topics) for item in agenda_of(of(meeting))] == [(75, []), (90, ["Uderummet"])]


def test_topics_that_would_be_lost_are_listed(meeting, year, holder):
    own = {SECOND["id"]: ItemChange(90, ["Uderummet"])}
    change_agenda(meeting=meeting, changes=own, expected_version=None, by=holder)
    republish(year, agenda=[FIRST])
    (entry,) = template_change(of(meeting)).sections[0].entries
    assert (entry.kind, entry.lost_topics) == (REMOVED, ["Uderummet"])


def test_preparation_is_replaced_but_dated_steps_stay(meeting, year, holder, today):
    other = copy.deepcopy(STEP) | {"id": "22222222-2222-4222-8222-222222222222"}
    republish(year, agenda=[FIRST], preparation=[changed(other, title="Heldagsmøde")])
    meeting.preparation_steps.update(planned_on=today)
    adopt_template_change(meeting=meeting, by=holder)
    assert {step.title for step in meeting.preparation_steps.all()} == {"Indledende møde", "Heldagsmøde"}
    meeting.preparation_steps.update(planned_on=None)
    republish(year, agenda=[FIRST], preparation=[changed(other, title="En hel dag")])
    adopt_template_change(meeting=meeting, by=holder)
    assert [step.title for step in meeting.preparation_steps.all()] == ["En hel dag"]


@pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.PLANNED])
def test_a_convened_meeting_is_never_changed(meeting, year, holder, state):
    MeetingPage.objects.filter(pk=meeting.pk).update(state=state)
    republish(year, agenda=[SECOND])
    with pytest.raises(MeetingIsConvened):
        adopt_template_change(meeting=meeting, by=holder)
    assert [item.title for item in agenda_of(of(meeting))] == ["Mål", "Egne indsatser"]


def test_adopting_without_a_newer_edition_is_refused(meeting, holder):
    with pytest.raises(NoNewerEdition):
        adopt_template_change(meeting=meeting, by=holder)


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM}])
def test_other_roles_may_not_adopt_it(meeting, year, school, role):
    republish(year, agenda=[SECOND])
    with pytest.raises(NotAllowed):
        adopt_template_change(meeting=meeting, by=factories.user(role=role, unit=school.unit))
