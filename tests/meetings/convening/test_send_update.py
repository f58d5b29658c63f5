"""One mail about everything that changed in the agenda of a convened meeting."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.convening.announced_agenda import has_unannounced_changes
from meetings.convening.convene import convene
from meetings.convening.send_update import NothingToAnnounce, send_update
from meetings.meeting.change_agenda import ItemChange, change_agenda
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import Pause
from meetings.meeting.set_appointment import set_appointment
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.meetings.meeting.test_set_appointment import NOW, THEN, YEAR
from tests.queued_mails import forget_mails, queued_mail, queued_mails

pytestmark = pytest.mark.django_db
GOALS, OWN = factories.agenda_item("Mål", 60), factories.agenda_item("Egne indsatser", 90)


@pytest.fixture
def meeting(school, holder):
    meeting = factories.meeting(
        unit=school.unit, school_year=YEAR, agenda=[GOALS, OWN], total_minutes=180, starts_at=THEN, room="Biblioteket"
    )
    school.invited(meeting)
    convene(meeting=meeting, by=holder, now=NOW, board_has_nobody=True)
    forget_mails()
    return fresh(meeting)


def fresh(meeting):
    return MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)


def changed(meeting, by):
    """Three changes: two of the times, and a lunch."""
    for minutes in (70, 80):
        change_agenda(meeting=meeting, changes={OWN["id"]: ItemChange(minutes)}, expected_version=None, by=by)
    change_agenda(meeting=meeting, changes={}, pauses=[Pause("Frokost", 25, GOALS["id"])], expected_version=None, by=by)
    return fresh(meeting)


def events(mails):
    return [Calendar.from_ical(mail.calendar).walk("VEVENT")[0] for mail in mails]


def test_changes_send_nothing_until_one_mail_reports_them_all(meeting, school, holder):
    assert not has_unannounced_changes(meeting)
    before = meeting.invitation_sequence
    now = changed(meeting, holder)
    assert has_unannounced_changes(now) and not queued_mails()
    count = send_update(meeting=now, by=holder)
    mails = queued_mails()
    assert count == len(mails) == meeting.participants.count()
    assert all("slutter nu" in mail.text and mail.subject.startswith("Ny dagsorden") for mail in mails)
    for event in events(mails):
        assert event["SEQUENCE"] == before + 1
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=165)
    assert len({str(event["UID"]) for event in events(mails)}) == 1
    assert not has_unannounced_changes(fresh(meeting))


def test_sending_again_without_changes_is_refused(meeting, holder):
    send_update(meeting=changed(meeting, holder), by=holder)
    with pytest.raises(NothingToAnnounce):
        send_update(meeting=fresh(meeting), by=holder)
    assert len(queued_mails()) == meeting.participants.count()


def test_a_mail_about_a_new_time_also_announces_the_agenda(meeting, holder):
    now = changed(meeting, holder)
    set_appointment(meeting=now, starts_at=now.starts_at + timedelta(days=1), room=now.room, by=holder, now=NOW)
    assert all("Dagsordenen er også ændret." in mail.text for mail in queued_mails())
    assert not has_unannounced_changes(fresh(meeting))


def test_a_guest_gets_the_new_agenda_as_text(meeting, holder):
    meeting.participants.create(name="Mor", email="mor@example.dk", role=Role.BOARD_REPRESENTATIVE)
    send_update(meeting=changed(meeting, holder), by=holder)
    assert "Frokost (25\xa0min.)" in queued_mail("mor@example.dk").text


def test_the_organiser_is_offered_the_update_and_sends_it(client, meeting, holder):
    address = reverse("meeting_update", kwargs=meeting_url_kwargs(meeting))
    client.force_login(holder)
    assert client.get(address).status_code == 302, "there is nothing to tell"
    now = changed(meeting, holder)
    assert "Giv deltagerne besked i én mail" in client.get(now.get_url()).content.decode()
    assert "Ny dagsorden" in client.get(address).content.decode()
    assert client.post(address, {"seen": now.version - 1}).status_code == 409
    client.post(address, {"seen": now.version})
    client.post(address, {"seen": now.version})
    assert len(queued_mails()) == meeting.participants.count()
    assert "Giv deltagerne besked i én mail" not in client.get(now.get_url()).content.decode()


@pytest.mark.parametrize("role", [Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT])
def test_others_are_neither_offered_the_update_nor_allowed(client, meeting, school, holder, role):
    now = changed(meeting, holder)
    client.force_login(school[role])
    address = reverse("meeting_update", kwargs=meeting_url_kwargs(meeting))
    assert "Giv deltagerne besked i én mail" not in client.get(now.get_url()).content.decode()
    assert client.get(address).status_code == client.post(address, {"seen": now.version}).status_code == 404
    with pytest.raises(NotAllowed):
        send_update(meeting=now, by=school[role])
    assert not queued_mails()
