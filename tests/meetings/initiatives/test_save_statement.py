"""A unit's leaders write what it brings on each initiative; wishes for support are rows of their own."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.initiatives.reading import statements_by_item
from meetings.initiatives.save_statement import InitiativeNameMissing, StatementsFrozen
from meetings.meeting.adopt_template_change import adopt_template_change
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem, freeze_items
from meetings.meeting.pages import MeetingPage
from meetings.minutes.record import ApprovalRecord
from meetings.support_requests.models import SupportRequest
from tests import factories
from tests.meetings.initiatives import scene
from tests.meetings.initiatives.scene import OTHER, OWN, STRATEGIC, write
from tests.meetings.minutes import scene as minutes

pytestmark = pytest.mark.django_db

TEXTS = {"results": "Flere børn er med.", "challenges": "Overgangene."}


@pytest.fixture
def meeting(school):
    return scene.meeting(school.unit)


@pytest.fixture
def initiative():
    return factories.initiative("Fællesskaber for alle", is_strategic=True)


def brought(meeting, block=STRATEGIC):
    return statements_by_item(scene.fresh(meeting)).get(block["id"], [])


def test_texts_and_wishes_are_stored_with_the_item(meeting, initiative, holder):
    write(meeting, STRATEGIC, initiative.pk, holder, texts=TEXTS, new_wish="Sparring om overgange")
    (statement,) = brought(meeting)
    assert statement.answers == [("Resultater", "Flere børn er med."), ("Udfordringer", "Overgangene.")]
    wish = SupportRequest.objects.get()
    assert (wish.text, wish.initiative, wish.initiative_name) == ("Sparring om overgange", initiative, initiative.name)
    assert (wish.item, str(wish.statement_id), wish.created_by) == (scene.row_of(meeting), statement.id, holder)


def test_wishes_are_changed_taken_away_and_added_without_touching_the_others(meeting, initiative, holder):
    write(meeting, STRATEGIC, initiative.pk, holder, new_wish="Sparring")
    write(meeting, STRATEGIC, initiative.pk, holder, seen=1, new_wish="Et kursus")
    first, second = SupportRequest.objects.all()
    write(meeting, STRATEGIC, initiative.pk, holder, seen=2, wishes={first.pk: "Sparring i marts"})
    assert [wish.text for wish in SupportRequest.objects.all()] == ["Sparring i marts", "Et kursus"]
    write(meeting, STRATEGIC, initiative.pk, holder, seen=3, wishes={first.pk: " "})
    assert list(SupportRequest.objects.all()) == [second]
    write(meeting, STRATEGIC, initiative.pk, holder, seen=4, wishes={first.pk: "Dog sparring"})
    assert [wish.text for wish in SupportRequest.objects.all()] == ["Et kursus", "Dog sparring"]


def test_an_own_initiative_needs_a_name_and_is_gone_when_all_is_taken_away(meeting, holder):
    with pytest.raises(InitiativeNameMissing) as refused:
        write(meeting, OWN, "ny", holder, texts={"occupied": "Leg"})
    assert refused.value.field == "title"
    saved = write(meeting, OWN, "ny", holder, title="Leg i skoven", texts={"occupied": "Leg"})
    write(meeting, OWN, "ny", holder, title="Ro ved måltidet", texts={"learning": "Vane"})
    assert [one.title for one in brought(meeting, OWN)] == ["Leg i skoven", "Ro ved måltidet"]
    write(meeting, OWN, saved.key, holder, seen=1)
    assert [one.title for one in brought(meeting, OWN)] == ["Ro ved måltidet"]


def test_of_two_who_write_on_one_initiative_the_second_is_told(meeting, initiative, school, holder):
    write(meeting, STRATEGIC, initiative.pk, holder, texts=TEXTS)
    with pytest.raises(ChangedMeanwhile) as told:
        write(meeting, STRATEGIC, initiative.pk, school[Role.LEADERSHIP_TEAM], seen=0, texts={"results": "Andet"})
    assert told.value.current.texts["results"] == "Flere børn er med."
    assert holder.name in told.value.message
    other = factories.initiative("Strategisk kommunikation", is_strategic=True)
    write(meeting, STRATEGIC, other.pk, school[Role.LEADERSHIP_TEAM], texts=TEXTS)
    assert len(brought(meeting)) == 2, "writing on another initiative is no conflict"


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM)])
def test_others_may_not_write(meeting, initiative, school, role):
    person = school.people.get(role) or factories.user(role=role)
    with pytest.raises(NotAllowed):
        write(meeting, STRATEGIC, initiative.pk, person, texts=TEXTS)
    assert not brought(meeting)


def test_leaders_of_another_unit_may_not_write(meeting, initiative, daycare):
    with pytest.raises(NotAllowed):
        write(meeting, STRATEGIC, initiative.pk, daycare[Role.AGREEMENT_HOLDER], texts=TEXTS)


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD])
def test_a_statement_is_written_before_at_and_after_the_meeting(meeting, initiative, holder, state):
    MeetingPage.objects.update(state=state)
    write(meeting, STRATEGIC, initiative.pk, holder, texts=TEXTS)
    assert brought(meeting)
    began = state == MeetingState.INVITED
    assert scene.fresh(meeting).state == (MeetingState.PREPARING if began else state)


def test_a_statement_stays_as_it_is_once_the_minutes_are_approved(meeting, initiative, holder):
    write(meeting, STRATEGIC, initiative.pk, holder, texts=TEXTS)
    freeze_items(meeting, timezone.now())
    with pytest.raises(StatementsFrozen):
        write(meeting, STRATEGIC, initiative.pk, holder, seen=1, texts={}, new_wish="Mere")
    assert brought(meeting)[0].texts == TEXTS
    assert not SupportRequest.objects.exists()


def test_approving_the_minutes_freezes_all_items_of_the_meeting():
    approved = minutes.approved()
    record = ApprovalRecord.objects.get()
    assert {row.frozen_at for row in MeetingItem.objects.filter(meeting=approved.meeting)} == {record.approved_at}


def test_nothing_is_written_on_a_cancelled_meeting(meeting, initiative, holder):
    MeetingPage.objects.update(state=MeetingState.CANCELLED)
    with pytest.raises(StatementsFrozen):
        write(meeting, STRATEGIC, initiative.pk, holder, texts=TEXTS)


def test_a_new_edition_of_the_template_loses_nothing(school, initiative, holder):
    meeting = scene.meeting(school.unit, state=MeetingState.PLANNED)
    write(meeting, STRATEGIC, initiative.pk, holder, texts=TEXTS)
    write(meeting, OWN, "ny", holder, title="Leg i skoven", texts={"occupied": "Leg"}, new_wish="Sparring")
    template = meeting.cycle.template
    template.agenda = [{**STRATEGIC, "value": {**STRATEGIC["value"], "title": "Det fælles"}}, OTHER]
    template.save_revision().publish()
    adopt_template_change(meeting=scene.fresh(meeting), by=holder)
    found = statements_by_item(scene.fresh(meeting))
    assert [one.title for one in found[STRATEGIC["id"]]] == ["Fællesskaber for alle"]
    assert [(one.title, one.answers, one.wishes[0].text) for one in found[""]] == [
        ("Leg i skoven", [("Det er vi optaget af", "Leg")], "Sparring")
    ]
