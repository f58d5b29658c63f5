"""The page of the data plan, for each role."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.data_plan.models import DataPlanConfirmation, DataPlanLine
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories

pytestmark = pytest.mark.django_db

HOLDER, TEAM, STAFF = Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE
BOARD, CHEF, CONSULTANT = Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT
EMPTY = {
    "what": "", "about": "", "perspective": "", "kind": "", "gatherer": "", "gatherer_name": "", "due_on": "",
    "note": "",
}  # fmt: skip


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, state=MeetingState.PREPARING)


def address(meeting, name="data_plan", **words):
    return reverse(name, kwargs={**meeting_url_kwargs(meeting), **words})


def read(client, person, url):
    client.force_login(person)
    return client.get(url)


@pytest.mark.parametrize("role", [HOLDER, TEAM, STAFF, BOARD, CHEF, CONSULTANT])
def test_whoever_sees_the_meeting_reads_the_plan(client, school, meeting, role):
    factories.plan_line(meeting, "Elevernes fotos", about="Hvor er der ro?")
    page = read(client, school[role], address(meeting)).content.decode()
    assert "Elevernes fotos" in page and "Hvor er der ro?" in page
    writes = role in (HOLDER, TEAM, CONSULTANT)
    assert ("Føj data til planen" in page) == writes
    assert ("Bekræft planen" in page) == writes


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED])
def test_board_representatives_read_it_once_the_meeting_is_convened(client, school, meeting, state):
    MeetingPage.objects.update(state=state)
    assert read(client, school[BOARD], address(meeting)).status_code == 404
    assert read(client, school[STAFF], address(meeting)).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_the_data_plan_is_404_for_people_of_other_units(client, meeting, daycare, role):
    factories.plan_line(meeting)
    somebody = factories.user(role=role, unit=daycare.unit)
    assert read(client, somebody, address(meeting)).status_code == 404


def test_a_line_of_another_meeting_is_404(client, holder, meeting, daycare):
    far = factories.plan_line(factories.meeting(unit=daycare.unit))
    for name in ("data_plan_line", "data_plan_remove"):
        assert read(client, holder, address(meeting, name, pk=far.pk)).status_code == 404
        assert client.post(address(meeting, name, pk=far.pk), {**EMPTY, "what": "x", "seen": 1}).status_code == 404
    assert DataPlanLine.objects.get(pk=far.pk).version == 1


def test_a_line_is_added_in_place(client, holder, school, meeting):
    opened = read(client, holder, address(meeting, "data_plan_add")).content.decode()
    assert opened.count("<h1>") == 1 and 'id="ny"' in opened
    sent = {**EMPTY, "what": "Fotos", "kind": "pictures", "gatherer": school[STAFF].pk, "due_on": "2026-11-03"}
    answer = client.post(address(meeting, "data_plan_add"), sent, follow=True)
    line = DataPlanLine.objects.get(what="Fotos")
    assert answer.redirect_chain[0][0] == f"{address(meeting)}#linje-{line.pk}"
    assert (line.kind, line.gatherer, str(line.due_on)) == ("pictures", school[STAFF], "2026-11-03")
    assert "Planen er gemt." in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "Skriv, hvilke data det er."),
        ({"what": "Fotos", "due_on": "igår"}, "due_on"),
        ({"what": "Fotos", "gatherer": "BOARD"}, "gatherer"),
        ({"what": "Fotos", "gatherer": "STAFF", "gatherer_name": "Teamet"}, "Ikke begge dele."),
        ({"what": "x" * 301}, "what"),
    ],
)
def test_errors_are_shown_and_input_is_kept(client, holder, school, meeting, wrong, says):
    people = {"BOARD": school[BOARD].pk, "STAFF": school[STAFF].pk}
    sent = {**EMPTY, "about": "Hvor er der ro?", **{name: people.get(value, value) for name, value in wrong.items()}}
    client.force_login(holder)
    answer = client.post(address(meeting, "data_plan_add"), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode() or says in answer.context["form"].errors
    assert "Hvor er der ro?" in answer.content.decode() and not DataPlanLine.objects.filter(about__gt="").exists()


def test_a_line_is_changed_in_place(client, holder, meeting):
    line = factories.plan_line(meeting, "Fotos", about="3.B")
    opened = read(client, holder, address(meeting, "data_plan_line", pk=line.pk)).content.decode()
    assert "3.B</textarea>" in opened.replace("\n", "")
    client.post(address(meeting, "data_plan_line", pk=line.pk), {**EMPTY, "what": "Fotos", "about": "4.B", "seen": 1})
    assert DataPlanLine.objects.get().about == "4.B"


def test_a_conflicting_save_shows_both_texts(client, holder, meeting):
    line = factories.plan_line(meeting, "Fotos", about="Deres", version=2)
    client.force_login(holder)
    url = address(meeting, "data_plan_line", pk=line.pk)
    answer = client.post(url, {**EMPTY, "what": "Fotos", "about": "Mine", "seen": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Deres" in page and "Mine" in page and answer.context["form"]["seen"].value() == "2"
    client.post(url, {**EMPTY, "what": "Fotos", "about": "Mine", "seen": 2})
    assert DataPlanLine.objects.get().about == "Mine"


def test_what_the_template_demands_cannot_be_renamed(client, holder, meeting):
    line = factories.plan_line(meeting, "Fravær", is_required=True)
    opened = read(client, holder, address(meeting, "data_plan_line", pk=line.pk))
    assert "what" not in opened.context["form"].fields
    client.post(
        address(meeting, "data_plan_line", pk=line.pk), {**EMPTY, "what": "Andet", "note": "Kun 1. klasse", "seen": 1}
    )
    line.refresh_from_db()
    assert (line.what, line.note) == ("Fravær", "Kun 1. klasse")


def test_a_line_is_removed_after_confirmation(client, holder, meeting):
    line = factories.plan_line(meeting)
    url = address(meeting, "data_plan_remove", pk=line.pk)
    assert "Skal det tages ud af planen?" in read(client, holder, url).content.decode()
    assert client.post(url, {"seen": "0"}).status_code == 409
    assert client.post(url, {"seen": "½"}).status_code == 409
    client.post(url, {"seen": "1"})
    assert not DataPlanLine.objects.exists()


def test_both_sides_confirm_and_later_changes_are_shown(client, holder, school, meeting):
    line = factories.plan_line(meeting, "Fotos", about="3.B")
    for person in (holder, school[CONSULTANT]):
        shown = read(client, person, address(meeting))
        client.post(address(meeting, "data_plan_confirm"), {"seen": shown.context["plan_hash"]})
    assert DataPlanConfirmation.objects.count() == 2
    page = read(client, school[CHEF], address(meeting)).content.decode()
    assert "I er enige om planen" in page and "Ændret, siden" not in page
    DataPlanLine.objects.filter(pk=line.pk).update(about="4.B")
    page = read(client, school[CHEF], address(meeting)).content.decode()
    assert "Ændret, siden planen blev bekræftet" in page and "I er enige" not in page
    assert "Bekræft planen med ændringerne" in read(client, holder, address(meeting)).content.decode()


def test_confirming_an_outdated_plan_is_refused(client, holder, meeting):
    factories.plan_line(meeting)
    client.force_login(holder)
    answer = client.post(address(meeting, "data_plan_confirm"), {"seen": "gammelt"}, follow=True)
    assert "En anden har ændret planen" in answer.content.decode() and not DataPlanConfirmation.objects.exists()


def test_after_the_meeting_it_is_read_only(client, holder, meeting):
    line = factories.plan_line(meeting)
    MeetingPage.objects.update(state=MeetingState.HELD)
    page = read(client, holder, address(meeting)).content.decode()
    assert "Føj data" not in page and "Rediger" not in page and "Bekræft planen" not in page
    for name, words in (("data_plan_add", {}), ("data_plan_line", {"pk": line.pk})):
        assert client.post(address(meeting, name, **words), {**EMPTY, "what": "x", "seen": 1}).status_code == 409
    assert list(DataPlanLine.objects.values_list("what", "version")) == [(line.what, 1)]


class TestContributions:
    def test_a_draft_is_shown_only_to_those_who_gather(self, client, school, meeting):
        line = factories.plan_line(meeting)
        factories.evidence(meeting=meeting, slot=line, title="Min kladde", perspective="children")
        ours = read(client, school[STAFF], address(meeting)).content.decode()
        assert "Min kladde" in ours and "På vej" in ours and "1 på vej" in ours
        for role in (BOARD, CHEF, CONSULTANT):
            theirs = read(client, school[role], address(meeting)).content.decode()
            assert "Min kladde" not in theirs and "på vej" not in theirs.lower()

    def test_shared_evidence_is_shown_until_it_is_withdrawn(self, client, school, meeting):
        line = factories.plan_line(meeting)
        piece = factories.evidence(meeting=meeting, slot=line, title="Delt fortælling", shared=True)
        page = read(client, school[BOARD], address(meeting)).content.decode()
        assert "Delt fortælling" in page and "Er tilføjet" in page
        type(piece).objects.update(withdrawn_at=timezone.now())
        page = read(client, school[BOARD], address(meeting)).content.decode()
        assert "Delt fortælling" not in page and "Er tilføjet" not in page

    def test_gaps_are_listed_and_coverage_is_a_table(self, client, school, meeting):
        factories.evidence(meeting=meeting, shared=True, perspective="children")
        page = read(client, school[CHEF], address(meeting)).content.decode()
        assert "Der er endnu ikke noget fra forældrene" in page
        assert '<th scope="row">Børnene' in page and '<th scope="col">Tal</th>' in page
        assert "%" not in page.split('id="daekning"')[1].split("</table>")[0]
