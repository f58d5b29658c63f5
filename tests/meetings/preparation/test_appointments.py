"""Preparation meetings are appointments: proposed from the meeting's day, moved together, told in one mail each."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.record_preparation import record_preparation
from meetings.meeting.states.cancel_meeting import cancel_meeting
from meetings.preparation.plan_appointments import (
    NotEligible,
    PlannedAppointment,
    PreparationOver,
    TimesDoNotFit,
    plan_appointments,
)
from meetings.template.enums import StepKind
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 8)
MORNING = PlannedAppointment(DAY, time(9), time(10, 30), "Kontoret")
WHOLE_DAY = PlannedAppointment(date(2026, 10, 15), time(8, 30), time(15), "Salen")


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, state=MeetingState.PREPARING, on=date(2026, 11, 5))


@pytest.fixture
def initial(meeting):
    return factories.preparation_step(meeting, weeks_before=4)


@pytest.fixture
def full_day(meeting):
    return factories.preparation_step(meeting, "Heldagsmøde", kind=StepKind.FULL_DAY, weeks_before=2)


@pytest.fixture
def consultant(school):
    return school[Role.CONSULTANT]


def plan(meeting, by, planned):
    return plan_appointments(
        meeting=meeting, planned={step.pk: one for step, one in planned.items()}, by=by, today=timezone.localdate()
    )


def events(mail):
    """The events of a mail, of which each is a calendar object of its own."""
    found = [Calendar.from_ical(text).walk("VEVENT") for text in [mail.calendar, *mail.more_calendars]]
    return {str(event["summary"]).split(" · ")[0]: event for (event,) in found}


def test_two_appointments_are_planned_in_one_mail_to_each_with_an_entry_for_each(
    meeting, initial, full_day, school, consultant
):
    plan(meeting, consultant, {initial: MORNING, full_day: WHOLE_DAY})
    by_address = {mail.to: mail for mail in queued_mails()}
    holder, team = school[Role.AGREEMENT_HOLDER], school[Role.LEADERSHIP_TEAM]
    assert by_address.keys() == {holder.email, team.email, consultant.email}
    assert events(by_address[holder.email]).keys() == {"Indledende møde", "Heldagsmøde"}
    assert events(by_address[team.email]).keys() == {"Heldagsmøde"}, "the team comes to the whole day"
    event = events(by_address[holder.email])["Indledende møde"]
    begins, ends = event.decoded("dtstart"), event.decoded("dtend")
    assert (begins.isoformat(), ends.isoformat()) == ("2026-10-08T09:00:00+02:00", "2026-10-08T10:30:00+02:00")
    assert str(event["location"]) == "Kontoret"
    assert "Kontoret" in by_address[holder.email].body and "Salen" in by_address[holder.email].body


def test_two_appointments_are_moved_in_one_mail_that_says_when_they_were(
    meeting, initial, full_day, holder, consultant
):
    plan(meeting, consultant, {initial: MORNING, full_day: WHOLE_DAY})
    before = len(queued_mails())
    later = PlannedAppointment(date(2026, 10, 9), time(9), time(10, 30), "Kontoret")
    plan(
        meeting,
        consultant,
        {initial: later, full_day: PlannedAppointment(date(2026, 10, 16), time(8, 30), time(15), "Salen")},
    )
    mails = {mail.to: mail for mail in queued_mails()[before:]}
    assert len(mails) == len(queued_mails()) - before == 3
    found = events(mails[holder.email])
    assert {int(event["sequence"]) for event in found.values()} == {2}
    assert "Før:" in mails[holder.email].body.replace("\xa0", " ")


def test_saving_the_same_again_tells_nobody(meeting, initial, consultant):
    plan(meeting, consultant, {initial: MORNING})
    before = len(queued_mails())
    assert plan(meeting, consultant, {initial: MORNING}) == []
    assert len(queued_mails()) == before


def test_a_day_alone_is_noted_and_told_to_nobody(meeting, initial, consultant):
    plan(meeting, consultant, {initial: PlannedAppointment(DAY)})
    initial.refresh_from_db()
    assert initial.planned_on == DAY and not initial.is_appointment and not queued_mails()


def test_who_is_taken_off_gets_the_entry_called_off(meeting, initial, school, consultant):
    holder, staff = school[Role.AGREEMENT_HOLDER], school[Role.STAFF_REPRESENTATIVE]
    plan(meeting, consultant, {initial: MORNING})
    before = len(queued_mails())
    people = [staff.pk, consultant.pk]
    plan(meeting, consultant, {initial: PlannedAppointment(DAY, time(9), time(10, 30), "Kontoret", people)})
    mails = {mail.to: mail for mail in queued_mails()[before:]}
    status = {to: str(events(mail)["Indledende møde"]["status"]) for to, mail in mails.items()}
    assert status == {holder.email: "CANCELLED", staff.email: "CONFIRMED", consultant.email: "CONFIRMED"}


def test_a_cancelled_meeting_calls_off_what_is_ahead(meeting, initial, full_day, holder, consultant):
    plan(meeting, consultant, {initial: MORNING})
    before = len(queued_mails())
    cancel_meeting(meeting=meeting, reason="Flytning", by=holder)
    mails = queued_mails()[before:]
    assert {mail.to for mail in mails} == {holder.email, consultant.email} and len(mails) == 2
    assert all(str(events(mail)["Indledende møde"]["status"]) == "CANCELLED" for mail in mails)
    assert not PreparationStep.objects.exclude(begins_at=None).exists()


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (PlannedAppointment(None, time(9), time(10)), "day"),
        (PlannedAppointment(DAY, time(9)), "ends_at"),
        (PlannedAppointment(DAY, None, time(9)), "begins_at"),
        (PlannedAppointment(DAY, time(10), time(9)), "ends_at"),
    ],
)
def test_times_of_an_appointment_must_fit(meeting, initial, consultant, wanted, field):
    with pytest.raises(TimesDoNotFit) as refused:
        plan(meeting, consultant, {initial: wanted})
    assert refused.value.field == f"{field}-{initial.pk}"
    assert not queued_mails()


@pytest.mark.parametrize("role", [Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA])
def test_others_may_not_plan(client, meeting, initial, school, role):
    with pytest.raises(NotAllowed):
        plan(meeting, school[role], {initial: MORNING})
    client.force_login(school[role])
    assert client.get(reverse("preparation_times", kwargs=meeting_url_kwargs(meeting))).status_code == 404
    assert client.get(reverse("preparations")).status_code == 404


def test_strangers_may_neither_plan_nor_be_invited(meeting, initial, daycare, consultant):
    stranger = daycare[Role.AGREEMENT_HOLDER]
    with pytest.raises(NotAllowed):
        plan(meeting, stranger, {initial: MORNING})
    with pytest.raises(NotEligible):
        plan(meeting, consultant, {initial: PlannedAppointment(DAY, time(9), time(10), "", [stranger.pk])})


def test_a_step_of_another_meeting_is_left_alone(meeting, daycare, consultant):
    other = factories.preparation_step(factories.meeting(unit=daycare.unit))
    plan(meeting, consultant, {other: MORNING})
    other.refresh_from_db()
    assert other.planned_on is None


def test_an_older_form_and_a_closed_meeting_are_refused(meeting, initial, consultant):
    plan(meeting, consultant, {initial: MORNING})
    with pytest.raises(ChangedMeanwhile):
        plan(meeting, consultant, {initial: PlannedAppointment(DAY, time(11), time(12), seen=1)})
    MeetingPage.objects.update(state=MeetingState.HELD)
    with pytest.raises(PreparationOver):
        plan(meeting, consultant, {initial: WHOLE_DAY})


def test_noting_what_was_agreed_leaves_the_appointment(meeting, initial, consultant):
    plan(meeting, consultant, {initial: MORNING})
    step = PreparationStep.objects.select_related("meeting__unit").get(pk=initial.pk)
    record_preparation(step=step, decided="Vi ser på fravær.", done=True, by=consultant)
    step.refresh_from_db()
    assert (step.planned_on, step.is_appointment) == (DAY, True)


def test_the_form_proposes_day_and_people_and_saves_all_at_once(client, meeting, initial, full_day, holder, consultant):
    client.force_login(consultant)
    url = reverse("preparation_times", kwargs=meeting_url_kwargs(meeting))
    page = client.get(url).content.decode()
    assert 'value="2026-10-08"' in page and 'value="2026-10-22"' in page
    boxes = BeautifulSoup(page, "html.parser").select(f"input[name=people-{initial.pk}][checked]")
    assert {box["value"] for box in boxes} == {str(consultant.pk), str(holder.pk)}, "who usually comes is ticked"
    sent = {f"seen-{step.pk}": 1 for step in (initial, full_day)} | {
        f"day-{initial.pk}": "2026-10-08", f"begins_at-{initial.pk}": "9.00", f"ends_at-{initial.pk}": "10.30",
        f"day-{full_day.pk}": "2026-10-22",
    }  # fmt: skip
    answer = client.post(url, sent | {"in_row": 1}, follow=True)
    assert "2 personer får én mail hver." in answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith(reverse("preparations"))
    shown = client.get(reverse("preparation", kwargs=meeting_url_kwargs(meeting))).content.decode().replace("\xa0", " ")
    assert "kl. 9.00–10.30" in shown and consultant.name in shown
    stale = client.post(url, sent | {f"begins_at-{initial.pk}": "8.15"})
    assert stale.status_code == 409 and "8.15" in stale.content.decode()


def test_the_day_of_the_template_is_named_when_the_meeting_moved(client, meeting, initial, consultant):
    PreparationStep.objects.update(planned_on=date(2026, 10, 1))
    client.force_login(consultant)
    page = client.get(reverse("preparation_times", kwargs=meeting_url_kwargs(meeting))).content.decode()
    assert "Skabelonen foreslår den 8. oktober 2026." in page.replace("\xa0", " ") and 'value="2026-10-01"' in page


def test_the_page_of_all_units_takes_as_many_queries_with_ten_units(
    client, meeting, initial, consultant, django_assert_num_queries
):
    client.force_login(consultant)
    client.get(reverse("preparations"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("preparations"))
    for _number in range(9):
        other = factories.meeting(unit=factories.make_unit(), state=MeetingState.PREPARING)
        factories.preparation_step(other, planned_on=DAY)
    with django_assert_num_queries(len(few)):
        assert client.get(reverse("preparations")).content.decode().count("<form") > 10


def test_a_consultant_has_one_page_with_all_units(client, meeting, initial, consultant, daycare):
    factories.preparation_step(factories.meeting(unit=daycare.unit), "Andet område")
    other = factories.make_unit("Bakkeskolen")
    factories.preparation_step(factories.meeting(unit=other), done_at=timezone.now())
    factories.preparation_step(factories.meeting(unit=factories.make_unit("Åskolen")))
    client.force_login(consultant)
    page = client.get(reverse("preparations")).content.decode()
    assert "Skovskolen" in page and "Åskolen" in page and 'value="2026-10-08"' in page
    assert "Solstrålen" not in page and "Bakkeskolen" not in page
    assert timedelta(weeks=4) == date(2026, 11, 5) - DAY
