"""The preparation meetings move with their meeting, and everybody gets one mail about both."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.roles import Role
from foundation.mail.send_mail import build_message
from meetings.meeting.enums import MeetingState
from meetings.meeting.participant import PreparationStep
from meetings.meeting.set_appointment import set_appointment
from meetings.meeting.states.cancel_meeting import cancel_meeting
from meetings.preparation.move_appointments import moved_day
from meetings.preparation.plan_appointments import PlannedAppointment, plan_appointments
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")
DAY = date(2026, 11, 5)
LATER = datetime(2026, 11, 12, 9, tzinfo=HERE)


@pytest.fixture
def meeting(school, holder):
    meeting = factories.meeting(
        unit=school.unit, state=MeetingState.PREPARING, on=DAY, invited_by=holder, invitation_sequence=1
    )
    school.invited(meeting)
    return meeting


@pytest.fixture
def step(meeting, school):
    """Planned for holder and consultant, on the day that the template proposes; nobody's mail is left."""
    step = factories.preparation_step(meeting, weeks_before=4)
    plan(step, school, date(2026, 10, 8))
    return step


def plan(step, school, day, *, people=()):
    people = [person.pk for person in people or (school[Role.AGREEMENT_HOLDER], school[Role.CONSULTANT])]
    planned = {step.pk: PlannedAppointment(day, time(9), time(10, 30), "Kontoret", people)}
    plan_appointments(meeting=step.meeting, planned=planned, by=school[Role.CONSULTANT], today=timezone.localdate())


def move(meeting, holder, steps, to=LATER):
    """Move the meeting and return the new mails by address, of which nobody gets two."""
    before = len(queued_mails())
    set_appointment(
        meeting=meeting, starts_at=to, room=meeting.room, by=holder, now=timezone.now(),
        steps=[step.pk for step in steps],
    )  # fmt: skip
    mails = queued_mails()[before:]
    assert len({mail.to for mail in mails}) == len(mails), "one mail each"
    assert not [mail.text for mail in mails if "\n\n\n" in mail.text]
    return {mail.to: mail for mail in mails}


def events(mail):
    calendars = [Calendar.from_ical(text) for text in [mail.calendar, *mail.more_calendars]]
    return [(str(one["method"]), event) for one in calendars for event in one.walk("VEVENT")]


def test_everybody_gets_one_mail_about_what_is_theirs(meeting, step, school, holder):
    mails = move(meeting, holder, [step])
    step.refresh_from_db()
    assert step.planned_on == date(2026, 10, 15) and step.begins_at == time(9)
    assert set(mails) == {person.email for person in school.people.values()}
    (method, entry), (own_method, own) = events(mails[school[Role.CONSULTANT].email])
    assert (method, own_method) == ("REQUEST", "REQUEST")
    assert entry["UID"] == f"dialogmoede-{meeting.translation_key}@laeringsrum" and int(entry["sequence"]) == 2
    assert own["UID"] == f"forberedelse-{step.pk}-{meeting.translation_key}@laeringsrum" and int(own["sequence"]) == 2
    assert own.decoded("dtstart") == datetime(2026, 10, 15, 9, tzinfo=HERE)
    text = mails[school[Role.CONSULTANT].email].text.replace("\xa0", " ")
    assert "torsdag den 15. oktober 2026 kl. 9.00–10.30" in text and "Før: torsdag den 8. oktober 2026" in text
    chef = mails[school[Role.HEAD_OF_AREA].email]
    assert len(events(chef)) == 1 and "Indledende" not in chef.text, "nothing about what is not theirs"


def test_a_part_holds_one_event_and_files_hold_the_others(meeting, step, school, holder):
    message = build_message(move(meeting, holder, [step])[school[Role.CONSULTANT].email]).message()
    parts = [(part.get_content_type(), part.get_filename()) for part in message.walk() if not part.is_multipart()]
    assert parts == [
        ("text/plain", None), ("text/calendar", None), ("application/ics", "invite.ics"),
        ("application/ics", "invite-2.ics"),
    ]  # fmt: skip


def test_who_takes_part_in_the_preparation_only_gets_the_mail_about_it(meeting, school, holder):
    staff = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=school.unit)
    step = factories.preparation_step(meeting, weeks_before=4)
    plan(step, school, date(2026, 10, 8), people=[staff])
    mail = move(meeting, holder, [step])[staff.email]
    assert len(events(mail)) == 1 and "forberedelse" in mail.subject.lower()


def test_appointments_may_be_left_as_they_are(meeting, step, holder, school):
    mails = move(meeting, holder, [])
    step.refresh_from_db()
    assert (step.planned_on, step.sequence) == (date(2026, 10, 8), 1)
    assert all(len(events(mail)) == 1 for mail in mails.values())


@pytest.mark.parametrize("fields", [{"planned_on": date(2026, 9, 24)}, {"done_at": timezone.now()}])
def test_what_is_past_or_held_stays(meeting, step, holder, fields):
    PreparationStep.objects.filter(pk=step.pk).update(**fields)
    step.refresh_from_db()
    day = step.planned_on
    move(meeting, holder, [step])
    step.refresh_from_db()
    assert step.planned_on == day


def test_nothing_moves_into_the_past(meeting, step, holder):
    move(meeting, holder, [step], to=datetime(2026, 10, 22, 9, tzinfo=HERE))
    step.refresh_from_db()
    assert step.planned_on == date(2026, 10, 8), "four weeks before were 24 September"


def test_another_hour_or_room_moves_no_appointment(meeting, step, holder):
    move(meeting, holder, [step], to=datetime(2026, 11, 5, 13, tzinfo=HERE))
    step.refresh_from_db()
    assert (step.planned_on, step.sequence) == (date(2026, 10, 8), 1)


def test_without_a_word_of_the_template_it_moves_as_many_days_over_the_change_of_clocks():
    step = PreparationStep(planned_on=date(2026, 10, 20))
    before, after = datetime(2026, 10, 24, 23, tzinfo=HERE), datetime(2026, 10, 26, 0, tzinfo=HERE)
    assert moved_day(step, before, after, date(2026, 10, 1)) == date(2026, 10, 22)


def test_a_meeting_that_is_not_convened_moves_its_appointments_too(school, holder):
    meeting = factories.meeting(unit=school.unit, on=DAY)
    step = factories.preparation_step(meeting, weeks_before=4)
    plan(step, school, date(2026, 10, 8))
    mails = move(meeting, holder, [step])
    assert set(mails) == {holder.email, school[Role.CONSULTANT].email}
    assert all(len(events(mail)) == 1 for mail in mails.values())


def test_a_cancelled_meeting_calls_all_off_in_one_mail(meeting, step, school, holder):
    before = len(queued_mails())
    cancel_meeting(meeting=meeting, reason="Flytning", by=holder)
    mails = {mail.to: mail for mail in queued_mails()[before:]}
    assert len(mails) == len(queued_mails()) - before == 6
    assert not [mail.text for mail in mails.values() if "\n\n\n" in mail.text]
    found = events(mails[school[Role.CONSULTANT].email])
    assert [method for method, _event in found] == ["CANCEL", "CANCEL"]
    assert "Forberedelsen ændrer sig også" in mails[school[Role.CONSULTANT].email].text


class TestTheForm:
    @pytest.fixture
    def browser(self, client, holder):
        client.force_login(holder)
        return client

    def send(self, browser, meeting, school, **more):
        sent = {"day": "2026-11-12", "clock": "9.00", "room": meeting.room, "people": school.ids(), "act": "save"}
        return browser.post(
            reverse("convene", kwargs=meeting_url_kwargs(meeting)), {**sent, "seen": meeting.version, **more}
        )

    def test_offers_those_ahead_and_all_are_ticked(self, browser, meeting, step):
        factories.preparation_step(meeting, "Heldagsmøde", planned_on=date(2026, 10, 22))
        page = BeautifulSoup(browser.get(reverse("convene", kwargs=meeting_url_kwargs(meeting))).content, "html.parser")
        (box,) = page.select("input[name=steps]")
        assert box.has_attr("checked")
        words = box.find_parent("label").get_text(" ", strip=True).replace("\xa0", " ")
        assert "Indledende møde, torsdag den 8. oktober 2026: flytter til 4 uger før mødet" in words

    @pytest.mark.parametrize(("ticked", "day"), [(True, date(2026, 10, 15)), (False, date(2026, 10, 8))])
    def test_moves_what_is_ticked(self, browser, meeting, school, step, ticked, day):
        step.refresh_from_db()
        steps = {"steps": f"{step.pk}-{step.version}"} if ticked else {}
        assert self.send(browser, meeting, school, **steps).status_code == 302
        step.refresh_from_db()
        assert step.planned_on == day

    def test_says_so_when_a_step_was_changed_meanwhile(self, browser, meeting, school, step):
        answer = self.send(browser, meeting, school, steps=f"{step.pk}-1")
        assert answer.status_code == 422 and "er blevet ændret imens" in answer.content.decode()
        meeting.refresh_from_db()
        assert timezone.localdate(meeting.starts_at) == DAY and timedelta(weeks=1) == LATER.date() - DAY
