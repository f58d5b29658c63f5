"""Texts of the mails."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.convening.convene import convene
from meetings.convening.notifications import preview_invitation
from tests import factories
from tests.queued_mails import queued_mail, queued_mails
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db
WHEN = datetime(2030, 10, 16, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def meeting(school):
    agenda = [
        factories.agenda_item("Mål for området", 60, questions=["Hvad siger vores data?"]),
        factories.agenda_item("Egne indsatser", 90, local_topics=["Uderummet"]),
        factories.agenda_item("Kun dagtilbud", 30, applies_to="daycare"),
    ]
    meeting = factories.meeting(unit=school.unit, starts_at=WHEN, room="Biblioteket & café", agenda=agenda)
    school.invited(meeting)
    return meeting


@pytest.fixture
def mails(meeting, holder):
    factories.participant(
        meeting, Role.BOARD_REPRESENTATIVE, name="Mor Petersen", email="mor@example.dk", requirement="may"
    )
    convene(meeting=meeting, by=holder, now=timezone.now())
    return {mail.to: mail for mail in queued_mails()}


def test_the_first_line_has_the_request_and_the_date(mails, school):
    body = mails[school[Role.CONSULTANT].email].text
    assert body.splitlines()[0] == (
        unbroken("Du er indkaldt til dialogmøde for Skovskolen onsdag den 16. oktober 2030 kl. 9.00. ")
        + "Svar, så snart du kan."
    )


def test_the_subject_names_the_meeting(mails, school):
    assert mails[school[Role.CONSULTANT].email].subject == "Dialogmøde for Skovskolen, onsdag den 16. oktober 2030"


def test_the_mail_has_time_place_people_and_one_link(mails, school):
    body = mails[school[Role.CONSULTANT].email].text
    assert unbroken("Tid: onsdag den 16. oktober 2030 kl. 9.00–11.30") in body, "as its agenda ends"
    assert "Sted: Biblioteket & café, Skovskolen" in body, "a mail is no HTML"
    assert f"- {school[Role.HEAD_OF_AREA].name}, {Role.HEAD_OF_AREA.label.lower()}" in body
    assert body.count("http") == 1 and "/svar/" in body


def test_a_guest_gets_the_agenda_as_text_and_no_link_but_the_one_to_answer(mails):
    body = mails["mor@example.dk"].text
    assert body.count("http") == 1 and "/svar/" in body
    assert "kl. 9.00 · Mål for området (1 time)" in body.replace("\xa0", " ")
    assert "- Hvad siger vores data?" in body and "- Uderummet" in body
    assert unbroken("kl. 10.00 · Egne indsatser") in body and "Kun dagtilbud" not in body


def test_a_board_parents_mail_mentions_the_right_to_attend(mails, school):
    for address in ("mor@example.dk", school[Role.BOARD_REPRESENTATIVE].email):
        assert mails[address].text.startswith("Du er inviteret til dialogmøde for Skovskolen")
        assert unbroken("har du ret til at deltage (folkeskolelovens § 40 a)") in mails[address].text
    assert unbroken("§ 40 a") not in mails[school[Role.CONSULTANT].email].text


def test_sender_and_reply_to_are_the_leader(mails, holder):
    mail = mails["mor@example.dk"]
    assert (mail.from_name, mail.reply_to) == (holder.name, holder.email)
    assert mail.calendar_method == "REQUEST" and mail.calendar.startswith("BEGIN:VCALENDAR")


def test_the_mail_has_no_stray_whitespace(mails, school):
    """There are no two empty lines in a row and no accidental indentation."""
    for mail in mails.values():
        assert "\n\n\n" not in mail.text and not mail.text.startswith(("\n", " "))


def test_the_preview_equals_the_mail(meeting, school, holder):
    consultant = meeting.participants.get(role=Role.CONSULTANT)
    shown = preview_invitation(meeting, consultant, holder)
    convene(meeting=meeting, by=holder, now=timezone.now())
    mail = queued_mail(consultant.email)
    assert shown == (mail.subject, re.sub(r"/svar/[\w-]+/", "/svar/…/", mail.text))
