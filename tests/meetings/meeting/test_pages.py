"""Pages of actions on a meeting: who may use them, and what they show."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.meeting.agenda import agenda_of
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.queued_mails import queued_mails
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db

OPEN = factories.agenda_item("Egne indsatser", 60)
LOCKED = factories.agenda_item("Mål for området", 60, is_open=False, owner="administration")
LEADERS = (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM)
HOLDER = (Role.AGREEMENT_HOLDER,)
#: Route -> who may use it. The convening pages have tests of their own.
ROUTES = {
    "meeting_agenda": LEADERS,
    "template_difference": LEADERS,
    "participants": HOLDER,
    "hold_meeting": HOLDER,
    "cancel_meeting": HOLDER,
    "reopen_meeting": HOLDER,
}


@pytest.fixture
def meeting(school):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED, agenda=[LOCKED, OPEN], total_minutes=120)
    school.invited(meeting)
    return meeting


def at(name, meeting, **words):
    return reverse(name, kwargs={**meeting_url_kwargs(meeting), **words})


def stored(meeting):
    return MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize(
    "role", [*LEADERS, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT]
)
def test_each_page_is_open_to_its_roles_only(client, meeting, school, name, role):
    client.force_login(school[role])
    assert client.get(at(name, meeting)).status_code == (200 if role in ROUTES[name] else 404)


@pytest.mark.parametrize("name", [*ROUTES, "preparation"])
def test_strangers_get_404_and_visitors_the_sign_in_page(client, meeting, name):
    assert client.get(at(name, meeting)).headers["Location"].startswith("/konto/login/?next=/skoler/")
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
    assert client.get(at(name, meeting)).status_code == 404


@pytest.mark.parametrize("name", ROUTES)
def test_a_post_without_the_right_changes_nothing(client, meeting, school, name):
    client.force_login(school[Role.CONSULTANT])
    assert client.post(at(name, meeting), {"reason": "x", "seen": 1}).status_code == 404
    assert stored(meeting).version == 1


class TestTheAgenda:
    def body(self, meeting, minutes=60, topics="", seen=1):
        item = OPEN["id"]
        return {f"minutes-{item}": minutes, f"topics-{item}": topics, "seen": seen}

    def test_it_is_changed(self, client, meeting, school):
        client.force_login(school[Role.LEADERSHIP_TEAM])
        answer = client.post(at("meeting_agenda", meeting), self.body(meeting, 50, "Uderummet\r\nNye kolleger"))
        assert answer.status_code == 302
        item = agenda_of(stored(meeting))[1]
        assert (item.minutes, item.local_topics) == (50, ["Uderummet", "Nye kolleger"])

    def test_a_locked_item_has_no_fields_and_names_its_owner(self, client, meeting, holder):
        client.force_login(holder)
        page = client.get(at("meeting_agenda", meeting)).content.decode()
        assert f"minutes-{LOCKED['id']}" not in page and "Forvaltningen har ansvaret for dette punkt" in page

    def test_an_agenda_that_is_too_long_is_an_error_and_input_is_kept(self, client, meeting, holder):
        client.force_login(holder)
        answer = client.post(at("meeting_agenda", meeting), self.body(meeting, 75, "Vores lange emne"))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert (
            "Punkter og pauser tager tilsammen 135 minutter, men mødet varer 120 inkl. pauser. Tag 15 minutter" in page
        )
        assert "Vores lange emne" in page and 'value="75"' in page

    def test_a_conflict_shows_both_versions_and_can_be_overwritten(self, client, meeting, school, holder):
        client.force_login(school[Role.LEADERSHIP_TEAM])
        client.post(at("meeting_agenda", meeting), self.body(meeting, 55, "Kollegaens emne"))
        client.force_login(holder)
        answer = client.post(at("meeting_agenda", meeting), self.body(meeting, 50, "Mit emne", seen=1))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Kollegaens emne" in page and "Mit emne" in page and 'name="seen" value="2"' in page
        assert agenda_of(stored(meeting))[1].local_topics == ["Kollegaens emne"]
        client.post(at("meeting_agenda", meeting), self.body(meeting, 50, "Mit emne", seen=2))
        assert agenda_of(stored(meeting))[1].local_topics == ["Mit emne"]


class TestTheTemplate:
    def republish(self, meeting):
        template = meeting.cycle.template
        template.agenda = [LOCKED, factories.agenda_item("Et nyt punkt", 30)]
        template.save_revision().publish()

    def test_a_planned_meeting_shows_the_difference_and_adopts_it(self, client, school, holder):
        meeting = factories.meeting(unit=school.unit)
        self.republish(meeting)
        client.force_login(holder)
        page = client.get(at("template_difference", meeting)).content.decode()
        assert "Et nyt punkt" in page and "Brug ændringerne" in page
        answer = client.post(at("template_difference", meeting), {"seen": 1})
        assert answer.status_code == 302
        assert [item.title for item in agenda_of(stored(meeting))] == ["Mål for området", "Et nyt punkt"]

    def test_a_convened_meeting_cannot_adopt_it(self, client, meeting, holder):
        self.republish(meeting)
        client.force_login(holder)
        page = client.get(at("template_difference", meeting)).content.decode()
        assert "Jeres møde bliver ikke ændret" in page and "Brug ændringerne" not in page
        assert client.post(at("template_difference", meeting), {"seen": 1}).status_code == 409
        assert [item.title for item in agenda_of(stored(meeting))] == ["Mål for området", "Egne indsatser"]

    def test_without_a_difference_there_is_a_message(self, client, meeting, holder):
        client.force_login(holder)
        assert "Der er ingen ændringer at hente" in client.get(at("template_difference", meeting)).content.decode()


class TestThePreparation:
    @pytest.fixture
    def step(self, meeting):
        return factories.preparation_step(meeting, text="Vælger, hvilke data I samler")

    @pytest.mark.parametrize("role", [Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.STAFF_REPRESENTATIVE])
    def test_readers_see_the_plan_without_buttons(self, client, meeting, school, step, role):
        client.force_login(school[role])
        page = client.get(at("preparation", meeting)).content.decode()
        assert "Indledende møde" in page and "Vælger, hvilke data I samler" in page and "Vælg en dato" not in page
        assert client.get(at("preparation_step", meeting, pk=step.pk)).status_code == 404

    def test_the_consultant_saves_date_and_result(self, client, meeting, school, step):
        client.force_login(school[Role.CONSULTANT])
        assert "Vælg en dato" in client.get(at("preparation", meeting)).content.decode()
        body = {"planned_on": "12.10.2026", "decided": "Fravær og trivsel", "done": "on", "seen": 1}
        assert client.post(at("preparation_step", meeting, pk=step.pk), body).status_code == 302
        step.refresh_from_db()
        assert (step.decided, bool(step.done_at)) == ("Fravær og trivsel", True)
        assert stored(meeting).state == MeetingState.PREPARING

    def test_a_conflict_shows_both_texts(self, client, meeting, school, holder, step):
        client.force_login(holder)
        client.post(at("preparation_step", meeting, pk=step.pk), {"decided": "Lederens ord", "seen": 1})
        client.force_login(school[Role.CONSULTANT])
        answer = client.post(at("preparation_step", meeting, pk=step.pk), {"decided": "Konsulentens ord", "seen": 1})
        page = answer.content.decode()
        assert answer.status_code == 409 and "Lederens ord" in page and "Konsulentens ord" in page

    def test_a_step_of_another_meeting_is_not_found(self, client, meeting, holder):
        foreign = factories.preparation_step(factories.meeting(state=MeetingState.INVITED))
        client.force_login(holder)
        assert client.get(at("preparation_step", meeting, pk=foreign.pk)).status_code == 404


class TestHolding:
    def test_holding_too_early_shows_the_date(self, client, meeting, holder):
        client.force_login(holder)
        page = client.get(at("hold_meeting", meeting)).content.decode()
        assert "Mødet har ikke været endnu" in page
        assert client.post(at("hold_meeting", meeting), {}).status_code == 422
        assert stored(meeting).state == MeetingState.INVITED

    def test_those_not_ticked_are_absent(self, client, school, holder):
        past = timezone.now() - timedelta(hours=3)
        meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING, starts_at=past)
        school.invited(meeting)
        client.force_login(holder)
        away = meeting.participants.get(role=Role.CONSULTANT)
        there = [row.pk for row in meeting.participants.exclude(pk=away.pk)]
        assert client.post(at("hold_meeting", meeting), {"present": there}).status_code == 302
        away.refresh_from_db()
        assert stored(meeting).state == MeetingState.HELD and away.attendance == Attendance.ABSENT


class TestCancellingAndReopening:
    def test_it_is_cancelled_with_the_reason_in_the_mails(self, client, meeting, holder):
        client.force_login(holder)
        assert "6 deltagere får en mail" in client.get(at("cancel_meeting", meeting)).content.decode()
        assert client.post(at("cancel_meeting", meeting), {"reason": ""}).status_code == 422
        assert client.post(at("cancel_meeting", meeting), {"reason": "Sygdom"}).status_code == 302
        assert stored(meeting).state == MeetingState.CANCELLED
        assert len(queued_mails()) == 6 and "Sygdom" in queued_mails()[0].body

    def test_it_is_reopened(self, client, meeting, holder):
        MeetingPage.objects.update(state=MeetingState.CANCELLED)
        client.force_login(holder)
        assert "Vil du planlægge mødet igen?" in client.get(at("reopen_meeting", meeting)).content.decode()
        client.post(at("reopen_meeting", meeting), {"reason": "Ny dato"})
        assert stored(meeting).state == MeetingState.PLANNED


def seen(meeting):
    """The version that a form opened now has."""
    return MeetingPage.objects.get(pk=meeting.pk).version


class TestTheParticipants:
    def test_a_guest_is_added_and_removed_again(self, client, meeting, school, holder):
        client.force_login(holder)
        body = {"people": school.ids(), "guest_name": "Mor", "guest_email": "mor@example.dk",
                "guest_role": Role.BOARD_REPRESENTATIVE, "seen": seen(meeting)}  # fmt: skip
        assert client.post(at("participants", meeting), body).status_code == 302
        guest = meeting.participants.get(user=None)
        page = client.get(at("participants", meeting)).content.decode()
        assert f'value="guest-{guest.pk}"' in page and "uden konto" in page
        client.post(at("participants", meeting), {"people": school.ids(), "seen": seen(meeting)})
        assert not meeting.participants.filter(user=None).exists()

    def test_a_refusal_is_shown_and_input_is_kept(self, client, meeting, school, holder):
        client.force_login(holder)
        guest = {"guest_name": "En kollega", "guest_email": "k@example.dk", "guest_role": Role.STAFF_REPRESENTATIVE}
        body = {"people": school.ids(Role.BOARD_REPRESENTATIVE), **guest, "seen": seen(meeting)}
        answer = client.post(at("participants", meeting), body)
        page = answer.content.decode()
        assert answer.status_code == 422 and unbroken("har ret til at deltage (§ 40 a) og bliver på listen") in page
        assert "En kollega" in page and "k@example.dk" in page

    def test_several_guests_are_added_at_once(self, client, meeting, school, holder):
        client.force_login(holder)
        guests = {"guest_name": "Mor", "guest_email": "mor@example.dk", "guest_name_2": "Far",
                  "guest_email_2": "far@example.dk", "guest_role_2": Role.STAFF_REPRESENTATIVE,
                  "guest_name_6": "Anna", "guest_email_6": "anna@example.dk"}  # fmt: skip
        assert (
            client.post(
                at("participants", meeting), {"people": school.ids(), "seen": seen(meeting), **guests}
            ).status_code
            == 302
        )
        assert {(one.name, one.role) for one in meeting.participants.filter(user=None)} == {
            ("Mor", Role.BOARD_REPRESENTATIVE), ("Far", Role.STAFF_REPRESENTATIVE), ("Anna", Role.BOARD_REPRESENTATIVE),
        }  # fmt: skip

    def test_all_guests_errors_are_shown_at_once_and_input_is_kept(self, client, meeting, school, holder):
        client.force_login(holder)
        guests = {"guest_name": "Mor", "guest_email_2": "far@example.dk", "guest_name_3": "Bo", "guest_email_3": "bo@",
                  "guest_name_4": "Én", "guest_email_4": "en@example.dk",
                  "guest_name_5": "To", "guest_email_5": "EN@example.dk"}  # fmt: skip
        answer = client.post(at("participants", meeting), {"people": school.ids(), **guests})
        errors = answer.context["form"].errors
        assert answer.status_code == 422
        assert set(errors) == {"guest_email", "guest_name_2", "guest_email_3", "guest_email_5"}
        page = answer.content.decode()
        assert "Navn, person 2 – Skriv personens navn." in page and "EN@example.dk står allerede på listen" in page
        assert all(f'value="{written}"' in page for written in guests.values())
        assert not meeting.participants.filter(user=None).exists()

    def test_a_guest_needs_name_and_address(self, client, meeting, school, holder):
        client.force_login(holder)
        answer = client.post(at("participants", meeting), {"people": school.ids(), "guest_name": "Mor"})
        assert answer.status_code == 422 and "Skriv den mailadresse" in answer.content.decode()


def test_names_and_topics_are_escaped(client, meeting, school, holder):
    school[Role.STAFF_REPRESENTATIVE].name = "<script>alert(1)</script>"
    school[Role.STAFF_REPRESENTATIVE].save()
    client.force_login(holder)
    page = client.get(at("participants", meeting)).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
