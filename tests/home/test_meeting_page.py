"""The meeting page: who sees it, and the next step for each role in every state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements.enums import AgreementStatus
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.record import SubmittedVersion
from tests import factories

pytestmark = pytest.mark.django_db

HOLDER, TEAM, STAFF = Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE
BOARD, CHEF, CONSULTANT = Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT
TAKING_PART = (HOLDER, TEAM, STAFF, BOARD, CHEF, CONSULTANT)


def read(client, meeting, person):
    client.force_login(person)
    return client.get(meeting.url)


def missing(client, meeting, person):
    """The missing items, each with its link."""
    things = read(client, meeting, person).context["missing"]
    return [(one.text, one.url.removeprefix(meeting.url)) for one in things]


def next_of(client, meeting, person):
    """Label and URL of the button of the next step, or its title where there is none."""
    step = read(client, meeting, person).context["next"]
    return (step.label, step.url.removeprefix(meeting.url)) if step.url else step.title


@pytest.mark.parametrize("state", [MeetingState.INVITED, MeetingState.PREPARING, MeetingState.HELD])
@pytest.mark.parametrize("role", TAKING_PART)
def test_a_convened_meeting_is_visible_to_everybody_who_takes_part(client, school, state, role):
    assert read(client, factories.meeting(unit=school.unit, state=state), school[role]).status_code == 200


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED])
@pytest.mark.parametrize("role", TAKING_PART)
def test_a_planned_or_cancelled_meeting_is_hidden_from_the_board(client, school, state, role):
    expected = 404 if role is BOARD else 200
    assert read(client, factories.meeting(unit=school.unit, state=state), school[role]).status_code == expected


@pytest.mark.parametrize("role", list(Role))
def test_other_units_get_404(client, school, daycare, role):
    somebody = factories.user(role=role, unit=daycare.unit)
    assert read(client, factories.meeting(unit=school.unit, state=MeetingState.HELD), somebody).status_code == 404


PLANNED = {
    HOLDER: ("Indkald til mødet", "indkald/"),
    TEAM: ("Tilpas dagsordenen", "dagsorden/"),
    STAFF: ("Tilføj billede, film eller fortælling", "bidrag/"),
    CHEF: "Vent på indkaldelsen",
    CONSULTANT: ("Gå til forberedelsen", "forbered/"),
}
CONVENED = {
    HOLDER: ("Gå til forberedelsen", "forbered/"),
    TEAM: ("Gå til forberedelsen", "forbered/"),
    STAFF: ("Tilføj billede, film eller fortælling", "bidrag/"),
    BOARD: ("Læg det i min kalender", "kalender.ics"),
    CHEF: ("Læg det i min kalender", "kalender.ics"),
    CONSULTANT: ("Gå til forberedelsen", "forbered/"),
}
ON_THE_DAY = {
    HOLDER: ("Led mødet på skærmen", "moede/"),
    TEAM: ("Følg mødet på skærmen", "moede/"),
    CHEF: ("Følg mødet på skærmen", "moede/"),
}
AFTER_THE_DAY = {
    HOLDER: ("Mødet er holdt", "afholdt/"),
    TEAM: ("Læs dagsordenen", "#dagsorden"),
    CHEF: ("Læs dagsordenen", "#dagsorden"),
}
HELD = {
    HOLDER: ("Skriv referatet", "referat/skriv/"),
    CONSULTANT: ("Skriv referatet", "referat/skriv/"),
    CHEF: "Referatet er undervejs",
    STAFF: "Referatet er undervejs",
}
CANCELLED = {HOLDER: ("Tag mødet op igen", "genaabn/"), CHEF: "Mødet er aflyst"}


class TestTheNextStep:
    @pytest.mark.parametrize(("role", "expected"), PLANNED.items())
    def test_of_a_planned_meeting(self, client, school, role, expected):
        meeting = factories.meeting(unit=school.unit)
        factories.preparation_step(meeting)
        assert next_of(client, meeting, school[role]) == expected

    @pytest.mark.parametrize("state", [MeetingState.INVITED, MeetingState.PREPARING])
    @pytest.mark.parametrize(("role", "expected"), CONVENED.items())
    def test_of_a_convened_meeting(self, client, school, state, role, expected):
        meeting = factories.meeting(unit=school.unit, state=state)
        factories.preparation_step(meeting)
        assert next_of(client, meeting, school[role]) == expected

    def test_when_the_preparation_is_done_what_is_handed_over_waits_to_be_shared(self, client, school, holder):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING)
        factories.evidence(meeting=meeting, handed_in_at=timezone.now())
        assert next_of(client, meeting, holder) == ("Se det igennem, og del det", "afleveret/")

    @pytest.mark.parametrize(("role", "expected"), ON_THE_DAY.items())
    def test_on_the_day(self, client, school, role, expected):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING, on=timezone.localdate())
        factories.preparation_step(meeting)
        assert next_of(client, meeting, school[role]) == expected

    @pytest.mark.parametrize(("role", "expected"), AFTER_THE_DAY.items())
    def test_after_the_day(self, client, school, role, expected):
        yesterday = timezone.localdate() - timedelta(days=1)
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING, on=yesterday)
        assert next_of(client, meeting, school[role]) == expected

    @pytest.mark.parametrize(("role", "expected"), HELD.items())
    def test_of_a_held_meeting(self, client, school, role, expected):
        assert next_of(client, factories.meeting(unit=school.unit, state=MeetingState.HELD), school[role]) == expected

    @pytest.mark.parametrize(("role", "expected"), CANCELLED.items())
    def test_of_a_cancelled_meeting(self, client, school, role, expected):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.CANCELLED)
        assert next_of(client, meeting, school[role]) == expected

    def test_of_submitted_minutes(self, client, school):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.HELD)
        minutes = factories.minutes(meeting=meeting, state=MinutesState.SUBMITTED)
        content = freeze(content_of(minutes))
        SubmittedVersion.objects.create(
            minutes=minutes, version=1, revision=minutes.save_revision(), content=content,
            content_hash=content_hash(content), submitted_by=school[HOLDER],
        )  # fmt: skip
        assert next_of(client, meeting, school[CHEF]) == ("Læs og tag stilling", "referat/afgoer/")
        assert next_of(client, meeting, school[HOLDER]) == ("Læs referatet", "referat/")
        assert next_of(client, meeting, school[BOARD]) == "Referatet er undervejs"

    def test_of_approved_minutes(self, client, school):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.HELD)
        factories.minutes(meeting=meeting, state=MinutesState.APPROVED)
        assert next_of(client, meeting, school[BOARD]) == ("Læs referatet", "referat/")
        label, url = next_of(client, meeting, school[CHEF])
        assert label == "Se aftalerne" and url.endswith("/aftaler/")


class TestWhatItShows:
    def test_facts_and_times_of_the_agenda(self, client, school):
        agenda = [
            factories.agenda_item("Mål", 60, questions=["Hvad siger vores data?"]),
            factories.agenda_item("Egne", 30),
        ]
        meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED, agenda=agenda)
        page = read(client, meeting, school[BOARD]).content.decode()
        assert "Indkaldt" in page and "Lærerværelset" in page and "kl. 9.00–10.30" in page.replace("\xa0", " ")
        assert "9.00–10.00" in page and "10.00–10.30" in page and "Hvad siger vores data?" in page

    def test_only_what_concerns_this_kind_of_unit(self, client, daycare):
        agenda = [
            factories.agenda_item("Fælles", 60, required_data=[{"text": "Elevfravær", "applies_to": "school"}]),
            factories.agenda_item("Skoleprofil", 30, applies_to="school"),
        ]
        meeting = factories.meeting(unit=daycare.unit, state=MeetingState.INVITED, agenda=agenda)
        page = read(client, meeting, daycare[HOLDER]).content.decode()
        assert "Fælles" in page and "Elevfravær" not in page and "Skoleprofil" not in page

    def test_shared_evidence_stands_under_its_item_drafts_only_before_their_own(self, client, school, holder):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING)
        item = meeting.agenda[0].id
        factories.evidence(meeting=meeting, shared=True, title="Delt fortælling", agenda_item=item)
        factories.evidence(meeting=meeting, title="Vores kladde", agenda_item=item)
        answer = read(client, meeting, holder)
        assert answer.context["agenda"][0]["count"] == 1
        assert "Vores kladde" in answer.content.decode()
        chef = read(client, meeting, school[CHEF]).content.decode()
        assert "Delt fortælling" in chef and "Vores kladde" not in chef

    def test_evidence_of_an_item_that_is_gone_is_still_there(self, client, school, holder):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING)
        factories.evidence(meeting=meeting, shared=True, title="Uden punkt")
        page = read(client, meeting, holder).content.decode()
        assert "Også med til mødet" in page and "Uden punkt" in page

    def test_open_agreements_of_earlier_years_come_first(self, client, school, holder):
        last_year = factories.meeting(unit=school.unit, state=MeetingState.HELD, school_year="2025/2026")
        minutes = factories.minutes(meeting=last_year, state=MinutesState.APPROVED)
        factories.agreement(minutes=minutes, text="Vi prøver to voksne")
        factories.agreement(minutes=minutes, text="Det lykkedes", status=AgreementStatus.FULFILLED)
        page = read(client, factories.meeting(unit=school.unit), holder).content.decode()
        assert page.index("Vi prøver to voksne") < page.index('id="dagsorden"') and "Det lykkedes" not in page

    def test_people_who_prepare_see_what_is_missing(self, client, school, holder):
        agenda = [factories.agenda_item("Mål", 60, required_data=[{"text": "Fravær", "applies_to": "all"}])]
        meeting = factories.meeting(unit=school.unit, agenda=agenda)
        factories.preparation_step(meeting)
        line, step = meeting.data_plan_lines.get(), meeting.preparation_steps.get()
        said = [
            ("Mødet har ikke fået en dato endnu.", "indkald/"),
            ("Der mangler en dato for: Indledende møde.", f"forbered/{step.pk}/"),
            ("»Fravær« skal med til mødet, men mangler endnu.", f"bidrag/?plads={line.pk}"),
            ("Der er endnu ingen bidrag om børnene, medarbejderne eller forældrene.", "bidrag/"),
        ]
        assert missing(client, meeting, holder) == said, "each leads to where it is mended"
        for _text, url in said:
            assert client.get(meeting.url + url).status_code == 200
        others = {role: [url for _text, url in missing(client, meeting, school[role])] for role in (STAFF, CONSULTANT)}
        assert others[STAFF] == ["", "", f"bidrag/?plads={line.pk}", "bidrag/"], "what is not theirs has no link"
        assert others[CONSULTANT] == ["", f"forbered/{step.pk}/", f"dataplan/#linje-{line.pk}", "dataplan/"]
        assert read(client, meeting, school[CHEF]).context["missing"] == []

    def test_attendance_is_shown(self, client, school, holder):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.HELD)
        factories.participant(meeting, STAFF, person=school[STAFF], attendance=Attendance.PRESENT)
        people = read(client, meeting, holder).context["participants"]
        assert people == [{"name": school[STAFF].name, "role": "Medarbejderrepræsentant · til stede"}]

    def test_the_reason_of_a_cancellation_is_shown(self, client, school, holder):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.CANCELLED, state_reason="Sygdom i ledelsen")
        assert "Sygdom i ledelsen" in read(client, meeting, holder).content.decode()

    def test_who_can_see_it_is_always_true(self, client, school, holder):
        planned = factories.meeting(unit=school.unit)
        assert (
            read(client, planned, holder)
            .context["audience"]
            .endswith("når mødet er indkaldt, bestyrelsesrepræsentanterne")
        )
        MeetingPage.objects.update(state=MeetingState.INVITED, starts_at=timezone.now() + timedelta(days=9))
        audience = read(client, planned, holder).context["audience"]
        assert "bestyrelsesrepræsentanterne på Skovskolen" in audience and "når mødet" not in audience


ACTION_URLS = {
    HOLDER: {
        "convene",
        "meeting_agenda",
        "preparation",
        "data_plan",
        "presentation",
        "meeting_replies",
        "cancel_meeting",
        "meeting_calendar",
        "documents",
    },
    TEAM: {"meeting_agenda", "preparation", "data_plan", "presentation", "meeting_calendar", "documents"},
    BOARD: {"preparation", "data_plan", "presentation", "meeting_calendar", "documents"},
    CHEF: {"preparation", "data_plan", "presentation", "meeting_calendar", "documents"},
}


@pytest.mark.parametrize(("role", "expected"), ACTION_URLS.items())
def test_each_role_sees_only_links_that_work(client, school, role, expected):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED)
    action_urls = read(client, meeting, school[role]).context["action_urls"]
    opened = {name: url for name, url in action_urls.items() if url and name != "meeting"}
    assert set(opened) == expected
    assert all(client.get(url).status_code == 200 for url in opened.values())
