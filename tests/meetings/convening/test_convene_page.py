"""The page where the meeting is convened, and the calendar file."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.template.school_years import school_year_of
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.meetings.furnished_unit import RULES
from tests.queued_mails import queued_mails
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() + timedelta(days=40)
YEAR = school_year_of(DAY)


@pytest.fixture
def year():
    """The school year of DAY."""
    factories.template(YEAR, participants=RULES)
    return factories.cycle(YEAR)


@pytest.fixture
def meeting(school, year):
    return factories.meeting(unit=school.unit, cycle=year)


@pytest.fixture
def browser(client, holder):
    client.force_login(holder)
    return client


def address(meeting):
    return reverse("convene", kwargs=meeting_url_kwargs(meeting))


def body(school, act="convene", seen=1, without=(), **more):
    given = {"day": DAY.isoformat(), "clock": "9.00", "room": "Biblioteket", "people": school.ids(*without)}
    return {**given, "act": act, "seen": seen, "guest_role": Role.BOARD_REPRESENTATIVE, **more}


def stored(meeting):
    return MeetingPage.objects.get(pk=meeting.pk)


def test_the_page_suggests_people_and_lists_unmet_requirements(browser, meeting, school):
    page = browser.get(address(meeting)).content.decode()
    assert page.count('type="checkbox" name="people"') == page.count("checked") == 6
    assert "Medarbejderrepræsentant · deltager ifølge skabelonen" in page
    assert unbroken("har ret til at deltage (§ 40 a) og indkaldes altid") in page
    assert "Vælg dato og tidspunkt." in page and "Skriv, hvilket lokale mødet holdes i." in page
    assert "Tilføj en deltager som" not in page, "the suggested people fill every role"


def test_one_submission_saves_everything_and_convenes(browser, meeting, school):
    answer = browser.post(address(meeting), body(school, guest_name="Mor", guest_email="mor@example.dk"), follow=True)
    assert "Der er indkaldt til mødet. 7 deltagere får en mail med en kalenderfil." in answer.content.decode()
    now = stored(meeting)
    assert (now.state, now.room) == (MeetingState.INVITED, "Biblioteket")
    assert timezone.localtime(now.starts_at).date() == DAY and timezone.localtime(now.starts_at).hour == 9
    assert len(queued_mails()) == 7


def test_all_errors_are_shown_at_once_and_nothing_is_saved(browser, meeting, school):
    sent = body(
        school, day="", clock="", room="", without=[Role.CONSULTANT], guest_name="Mor", guest_email="m@example.dk"
    )
    answer = browser.post(address(meeting), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Vælg dato og tidspunkt.", "Skriv, hvilket lokale", "Tilføj en deltager som konsulent"):
        assert words in page
    assert "m@example.dk" in page, "what was written is still there"
    assert stored(meeting).version == 1 and not meeting.participants.exists() and not queued_mails()


def test_saving_without_convening_sends_nothing_and_shows_the_mail(browser, meeting, school):
    answer = browser.post(address(meeting), body(school, act="save"), follow=True)
    page = answer.content.decode()
    assert "Ingen er indkaldt endnu." in page and "Alt er klar" in page
    assert "Du er indkaldt til dialogmøde for Skovskolen" in page
    assert stored(meeting).state == MeetingState.PLANNED and not queued_mails()


def test_a_day_without_a_time_is_an_error(browser, meeting, school):
    answer = browser.post(address(meeting), body(school, clock=""))
    assert answer.status_code == 422 and "Vælg også, hvornår mødet begynder." in answer.content.decode()


@pytest.mark.parametrize("written", [DAY.strftime("%d.%m.%Y"), DAY.strftime("%d-%m-%Y"), DAY.isoformat()])
def test_a_date_may_be_written_in_danish_format(browser, meeting, school, written):
    browser.post(address(meeting), body(school, act="save", day=written, clock="kl. 13.30"))
    assert timezone.localtime(stored(meeting).starts_at).strftime("%Y-%m-%d %H:%M") == f"{DAY.isoformat()} 13:30"


def test_a_date_in_the_past_is_an_error_of_the_date_field(browser, meeting, school):
    answer = browser.post(address(meeting), body(school, day="2020-01-01"))
    assert answer.status_code == 422 and "Tidspunktet er passeret." in answer.content.decode()


def test_convening_twice_shows_a_message(browser, meeting, school):
    browser.post(address(meeting), body(school))
    answer = browser.post(address(meeting), body(school), follow=True)
    assert "Vi har ikke sendt flere mails." in answer.content.decode()
    assert len(queued_mails()) == 6


def test_an_older_version_shows_the_current_values(browser, meeting, school):
    browser.post(address(meeting), body(school, act="save", room="Aulaen"))
    answer = browser.post(address(meeting), body(school, act="save", room="Biblioteket", seen=1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Det står der nu" in page and "Aulaen" in page and 'value="Biblioteket"' in page
    assert stored(meeting).room == "Aulaen"


class TestOnceConvened:
    @pytest.fixture
    def meeting(self, school, year, holder):
        meeting = factories.meeting(
            unit=school.unit, cycle=year, state=MeetingState.INVITED, invited_by=holder,
            starts_at=timezone.now() + timedelta(days=30),
        )  # fmt: skip
        school.invited(meeting)
        return meeting

    def test_the_same_form_changes_a_convened_meeting(self, browser, meeting, school):
        page = browser.get(address(meeting)).content.decode()
        assert "Gem, og giv deltagerne besked" in page and "Gem uden at indkalde" not in page
        browser.post(address(meeting), body(school, act="save"))
        assert len(queued_mails()) == 6
        assert queued_mails()[0].subject.startswith("Ny tid: ")

    def test_a_required_participant_cannot_be_removed(self, browser, meeting, school):
        answer = browser.post(address(meeting), body(school, act="save", without=[Role.HEAD_OF_AREA]))
        assert answer.status_code == 422 and "Disse skal deltage: skole- og dagtilbudschef" in answer.content.decode()
        assert stored(meeting).room != "Biblioteket" and not queued_mails()


def test_a_school_without_a_known_representative_is_asked_about_the_board(browser, meeting, school):
    school[Role.BOARD_REPRESENTATIVE].memberships.update(ends_on=timezone.localdate())
    page = browser.get(address(meeting)).content.decode()
    assert "Skolebestyrelsen har ret til at have en repræsentant med" in page
    people = {"without": [Role.BOARD_REPRESENTATIVE]}
    assert browser.post(address(meeting), body(school, **people)).status_code == 422
    assert browser.post(address(meeting), body(school, board_has_nobody="on", **people)).status_code == 302


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGREEMENT_HOLDER])
def test_other_roles_get_404(client, meeting, school, role):
    client.force_login(factories.user(role=role, unit=school.unit))
    assert client.get(address(meeting)).status_code == 404
    assert client.post(address(meeting), body(school)).status_code == 404
    assert stored(meeting).state == MeetingState.PLANNED


def test_the_leadership_team_may_change_the_agenda_but_not_convene(client, meeting, school):
    client.force_login(school[Role.LEADERSHIP_TEAM])
    assert client.get(reverse("meeting_agenda", kwargs=meeting_url_kwargs(meeting))).status_code == 200
    assert client.get(address(meeting)).status_code == 404


class TestTheCalendarFile:
    def get(self, client, meeting):
        return client.get(reverse("meeting_calendar", kwargs=meeting_url_kwargs(meeting)))

    def test_whoever_sees_the_meeting_can_download_it(self, client, school):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED)
        client.force_login(school[Role.BOARD_REPRESENTATIVE])
        answer = self.get(client, meeting)
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.content.startswith(b"BEGIN:VCALENDAR") and b"METHOD:PUBLISH" in answer.content

    def test_the_board_cannot_before_the_meeting_is_convened(self, client, school):
        meeting = factories.meeting(unit=school.unit, starts_at=timezone.now() + timedelta(days=9))
        client.force_login(school[Role.BOARD_REPRESENTATIVE])
        assert self.get(client, meeting).status_code == 404

    @pytest.mark.parametrize("fields", [{}, {"state": MeetingState.CANCELLED}])
    def test_a_meeting_that_is_undated_or_cancelled_has_none(self, browser, school, fields):
        assert self.get(browser, factories.meeting(unit=school.unit, **fields)).status_code == 404

    def test_strangers_get_404(self, client, school):
        meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED)
        client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
        assert self.get(client, meeting).status_code == 404


def test_unmet_requirements_are_shown_beside_the_forms_errors(browser, meeting, school):
    """A form with an error also shows all unmet requirements, so that nobody learns of them one by one."""
    sent = body(school, day="", clock="", room="", without=[Role.CONSULTANT], guest_name="Mor", guest_email="mor@")
    page = browser.post(address(meeting), sent).content.decode()
    for words in ("Vælg dato og tidspunkt.", "Skriv, hvilket lokale", "Tilføj en deltager som konsulent", "mor@"):
        assert words in page


def test_a_day_outside_the_school_year_must_be_confirmed(browser, meeting, school):
    day = meeting.cycle.first_year + 2
    sent = body(school, day=f"{day}-08-01", room="", without=[Role.CONSULTANT])
    answer = browser.post(address(meeting), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and f"1. august {day} ligger ikke i skoleåret {YEAR}" in page
    assert "Skriv, hvilket lokale" in page and "Tilføj en deltager som konsulent" in page
    assert 'name="outside_year"' in page and stored(meeting).starts_at is None
    sent = body(school, day=f"{day}-08-01", outside_year="on")
    assert browser.post(address(meeting), sent).status_code == 302
    assert stored(meeting).state == MeetingState.INVITED
    later = body(school, act="save", seen=stored(meeting).version, day=f"{day}-08-01", room="Hallen")
    assert browser.post(address(meeting), later).status_code == 302, "it is asked once, not for every change"


def test_the_confirmation_is_only_shown_when_needed(browser, meeting):
    assert 'name="outside_year"' not in browser.get(address(meeting)).content.decode()
