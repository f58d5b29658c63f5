"""Filling a slot of the data plan: from the plan to the form and back."""

from datetime import date, timedelta

import pytest

from home.front_page import tasks_for
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.my_slots import slots_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.meetings.evidence.scene import TODAY

DUE = TODAY + timedelta(days=12)


@pytest.fixture
def slot(scene):
    return factories.plan_line(
        scene.meeting, "Hvor er der ro?", perspective="parents", gatherer=scene.staff, due_on=DUE, about="3.B",
        item=scene.item,
    )  # fmt: skip


def titles(person):
    return [task.title for task in slots_of(person)]


def test_the_way_from_the_slot_to_a_draft_in_it(scene, slot, signed_in):
    browser = signed_in(scene.staff)
    chosen = browser.get(scene.address() + f"?plads={slot.pk}")
    assert "Hvor er der ro?" in chosen.content.decode()
    step = next(tile["url"] for tile in chosen.context["tiles"] if "observation" in tile["url"])
    assert step.endswith(f"?plads={slot.pk}")
    form = browser.get(step).context["form"]
    sent = {
        "words-text": "Vi så",
        "words-focus": "",
        "seen": "",
        "form_key": "abc",
        "item": "",
        "slot": form["slot"].value(),
    }
    browser.post(step.split("?")[0], sent)
    draft = Evidence.objects.get()
    assert draft.slot == slot and draft.perspective == "parents" and draft.item == scene.item
    assert signed_in(scene.leader).get(scene.url_of(draft, "om")).context["form"]["slot"].value() == slot.pk
    assert "Hvor er der ro?" in browser.get(scene.page(draft)).content.decode()


def test_a_data_plan_line_can_be_chosen_and_removed_in_the_form(scene, slot, signed_in):
    draft = scene.draft()
    browser = signed_in(scene.leader)
    answers = {"agenda_item": str(scene.agenda_item), "perspective": ""}
    browser.post(scene.url_of(draft, "om"), {**answers, "seen": draft.version, "slot": slot.pk})
    draft.refresh_from_db()
    assert draft.slot == slot
    browser.post(scene.url_of(draft, "om"), {**answers, "seen": draft.version, "slot": ""})
    draft.refresh_from_db()
    assert draft.slot is None


def test_another_meetings_slot_is_ignored(scene, signed_in):
    far = factories.plan_line(factories.meeting(unit=factories.make_unit()), "Fremmed plan")
    browser = signed_in(scene.leader)
    for wish in (far.pk, 999999, "9" * 30, "½", "1 or 1=1"):
        chosen = browser.get(scene.address(), {"plads": wish})
        assert "Fremmed plan" not in chosen.content.decode()
        assert all("plads" not in tile["url"] for tile in chosen.context["tiles"])
    made = create_evidence(meeting=scene.meeting, kind=EvidenceKind.STORY, by=scene.staff, today=TODAY, slot=far)
    assert made.slot is None
    saved = save_evidence(
        evidence=made, expected_version=made.version, by=scene.staff, today=TODAY, about=EvidenceFacts(slot_id=far.pk)
    )
    assert saved.slot_id is None
    sent = {"agenda_item": str(scene.agenda_item), "perspective": "", "seen": saved.version, "slot": far.pk}
    assert browser.post(scene.url_of(made, "om"), sent).status_code == 422


def test_deleting_a_line_keeps_its_evidence(scene, slot):
    draft = scene.draft(slot=slot)
    DataPlanLine.objects.all().delete()
    draft.refresh_from_db()
    assert draft.slot is None


class TestMyFrontPage:
    def test_shows_the_users_lines_with_their_dates(self, scene, slot):
        (task,) = slots_of(scene.staff)
        assert task.title == "Saml data til dialogmødet: Hvor er der ro?"
        assert task.due == DUE and task.url == scene.address() + f"?plads={slot.pk}"
        assert task.title in [one.title for one in tasks_for(scene.staff, date(2026, 10, 1))]

    def test_links_to_the_users_own_draft(self, scene, slot):
        scene.draft(by=scene.colleague, slot=slot)
        (task,) = slots_of(scene.staff)
        assert task.action == "Tilføj det nu"
        mine = scene.draft(slot=slot)
        (task,) = slots_of(scene.staff)
        assert (task.action, task.url) == ("Fortsæt din kladde", scene.url_of(mine, "rediger"))

    def test_is_done_when_it_is_shared_and_comes_back_when_that_is_withdrawn(self, scene, slot):
        piece = scene.shared(slot=slot)
        assert titles(scene.staff) == []
        Evidence.objects.filter(pk=piece.pk).update(withdrawn_at="2026-10-01T10:00Z")
        assert len(titles(scene.staff)) == 1

    def test_shows_no_lines_of_other_people(self, scene, slot):
        for person in (scene.colleague, scene.leader, scene.chef, scene.board, scene.stranger):
            assert titles(person) == []

    @pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
    def test_shows_no_lines_of_held_meetings(self, scene, slot, state):
        MeetingPage.objects.update(state=state)
        assert titles(scene.staff) == []

    def test_shows_no_lines_after_the_role_has_ended(self, scene, slot):
        scene.staff.memberships.update(ends_on=TODAY - timedelta(days=1))
        assert titles(scene.staff) == []
