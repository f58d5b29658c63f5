"""Participants answer the invitation by a link without an account; the agreement holder notes answers and reminds."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Right, Role, roles_with
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.convening.convene import convene
from meetings.convening.models import ReplyLink
from meetings.convening.replies.confirm_substitute import NoSubstitute, confirm_substitute
from meetings.convening.replies.links import make_reply_link
from meetings.convening.replies.record_replies import record_replies
from meetings.convening.replies.remind_participants import NobodyToRemind, remind_participants, remind_unanswered
from meetings.convening.replies.reply_to_invitation import NothingToAnswer
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.pages import MeetingPage
from meetings.meeting.set_appointment import set_appointment
from meetings.notifications.models import Notification
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.queued_mails import queued_mail, queued_mails

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = NOW + timedelta(days=30)


@pytest.fixture
def meeting(school, holder):
    meeting = factories.meeting(unit=school.unit, starts_at=DAY, room="Biblioteket")
    school.invited(meeting)
    convene(meeting=meeting, by=holder, now=NOW)
    return MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)


def of(meeting, role):
    return meeting.participants.get(role=role)


def path(participant):
    return "/" + make_reply_link(participant).split("/", 3)[3]


def changed(participant):
    return type(participant).objects.get(pk=participant.pk)


def rows(meeting):
    return list(
        meeting.participants.order_by("pk").values_list("reply", "reply_note", "replied_at", "substitute_email")
    )


def test_the_invitation_has_a_link_that_answers_without_signing_in(meeting, school, client):
    consultant = of(meeting, Role.CONSULTANT)
    mail = queued_mail(consultant.email)
    (token,) = re.findall(r"/svar/([\w-]+)/", mail.secret)
    assert not mail.body, "the link is a secret, which the queue erases once it is sent"
    page = client.get(f"/svar/{token}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Biblioteket" in text and meeting.unit.title in text
    assert all(item.value["title"] in text for item in meeting.agenda_items)
    assert page["Cache-Control"] and "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin", "no other site learns the link"
    assert page["X-Robots-Tag"] == "noindex"
    client.post(f"/svar/{token}/", {"reply": "coming", "note": "Jeg kommer lidt før"})
    row = changed(consultant)
    assert (row.reply, row.reply_note) == (Reply.COMING, "Jeg kommer lidt før")
    assert row.replied_at is not None
    assert [one.reply for one in meeting.participants.exclude(pk=row.pk)] == [""] * 5
    assert AuditEvent.objects.get(action="meeting.reply").data["reply"] == "coming"


def test_whoever_convenes_gets_no_link(meeting, school, holder):
    mails = [mail for mail in queued_mails() if mail.to == holder.email]
    assert all("/svar/" not in mail.body + mail.secret for mail in mails)


def test_only_the_hash_of_a_link_is_stored(meeting):
    token = path(of(meeting, Role.CONSULTANT)).split("/")[2]
    stored = ReplyLink.objects.latest("pk")
    assert stored.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(ReplyLink.objects.values())


@pytest.mark.parametrize("ask", ["get", "head"])
def test_opening_the_link_answers_nothing(meeting, client, ask):
    before = rows(meeting)
    assert getattr(client, ask)(path(of(meeting, Role.STAFF_REPRESENTATIVE))).status_code == 200
    assert rows(meeting) == before


def test_an_answer_can_be_changed(meeting, client):
    consultant = of(meeting, Role.CONSULTANT)
    first, second = path(consultant), path(consultant)
    client.post(first, {"reply": "not_sure"})
    client.post(second, {"reply": "coming"})
    client.post(first, {"reply": "not_coming", "note": "Syg"})
    assert changed(consultant).reply == Reply.NOT_COMING


def test_the_page_shows_neither_evidence_nor_another_participants_answer(meeting, school, client):
    draft = factories.evidence(meeting=meeting, title="Hemmelig kladde")
    shared = factories.evidence(meeting=meeting, title="Delt fortælling", audience="meeting")
    meeting.participants.filter(role=Role.HEAD_OF_AREA).update(reply="not_coming", reply_note="Er til koncert")
    text = client.get(path(of(meeting, Role.BOARD_REPRESENTATIVE))).content.decode()
    head = of(meeting, Role.HEAD_OF_AREA)
    assert not [one for one in (draft.title, shared.title, "koncert", head.name, head.email) if one in text]


@pytest.mark.parametrize(
    "ended",
    [
        lambda meeting: MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED),
        lambda meeting: MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD),
        lambda meeting: MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.PLANNED),
        lambda meeting: MeetingPage.objects.filter(pk=meeting.pk).update(starts_at=NOW - timedelta(days=1)),
        lambda meeting: of(meeting, Role.CONSULTANT).delete(),
    ],
    ids=["cancelled", "held", "not convened", "over", "removed"],
)
def test_the_link_is_dead_when_there_is_nothing_to_answer(meeting, client, ended):
    link = path(of(meeting, Role.CONSULTANT))
    ended(meeting)
    before = rows(meeting)
    for answer in (client.get(link), client.post(link, {"reply": "coming"})):
        assert answer.status_code == 404
        assert "Linket virker ikke længere" in answer.content.decode()
        assert meeting.unit.title not in answer.content.decode()
    assert rows(meeting) == before


@pytest.mark.parametrize("token", ["x", "A" * 32, "%00", "a" * 5000, "æøå"])
def test_a_wrong_link_gets_a_calm_sentence(meeting, client, token):
    answer = client.get(f"/svar/{token}/")
    assert answer.status_code == 404
    assert "Linket virker ikke længere" in answer.content.decode() or token == "%00"


@pytest.mark.parametrize("said", [{}, {"reply": ""}, {"reply": "maybe"}, {"reply": "coming", "note": "x" * 301}])
def test_what_is_no_answer_is_refused_and_kept(meeting, client, said):
    before = rows(meeting)
    answer = client.post(path(of(meeting, Role.CONSULTANT)), {"note": "Min linje", **said})
    assert answer.status_code == 422
    assert said.get("note", "Min linje") in answer.content.decode()
    assert rows(meeting) == before


def test_a_cpr_number_in_the_line_is_refused(meeting, client):
    before = rows(meeting)
    answer = client.post(path(of(meeting, Role.CONSULTANT)), {"reply": "coming", "note": "010190-1234"})
    assert answer.status_code == 422
    assert rows(meeting) == before


def test_the_leader_hears_that_somebody_who_must_come_cannot(meeting, client, holder):
    client.post(path(of(meeting, Role.CONSULTANT)), {"reply": "not_coming", "note": "Jeg er på kursus"})
    mail = [one for one in queued_mails() if one.to == holder.email][-1]
    assert "kan ikke komme" in mail.subject and "Jeg er på kursus" in mail.body
    client.post(path(of(meeting, Role.CONSULTANT)), {"reply": "not_coming"})
    client.post(path(of(meeting, Role.BOARD_REPRESENTATIVE)), {"reply": "not_coming"})
    assert not Notification.objects.exists(), "nothing new, and a board member need not come"


INSTEAD = {"reply": "not_coming", "substitute_name": "Vera Vikar", "substitute_email": "vera@example.dk"}


def test_somebody_else_comes_when_the_agreement_holder_confirms_it(meeting, client, holder):
    consultant = of(meeting, Role.CONSULTANT)
    client.post(path(consultant), INSTEAD)
    assert not meeting.participants.filter(email="vera@example.dk").exists()
    added = confirm_substitute(participant=changed(consultant), by=holder, now=NOW)
    assert (added.name, added.role, added.requirement) == ("Vera Vikar", Role.CONSULTANT, consultant.requirement)
    assert "/svar/" in queued_mail("vera@example.dk").secret
    assert changed(consultant).reply == Reply.NOT_COMING
    with pytest.raises(NoSubstitute):
        confirm_substitute(participant=changed(consultant), by=holder, now=NOW)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.CONSULTANT, {**INSTEAD, "reply": "coming"}),
        (Role.CONSULTANT, {**INSTEAD, "substitute_name": ""}),
        (Role.CONSULTANT, {**INSTEAD, "substitute_email": "vera"}),
    ],
)
def test_a_substitute_needs_a_name_and_an_address_and_somebody_who_stays_away(meeting, client, role, said):
    assert client.post(path(of(meeting, role)), said).status_code == 422
    assert not of(meeting, role).reply


def test_who_need_not_come_sends_nobody(meeting, client):
    client.post(path(of(meeting, Role.BOARD_REPRESENTATIVE)), INSTEAD)
    assert not of(meeting, Role.BOARD_REPRESENTATIVE).substitute_email


def test_somebody_on_the_list_is_not_added_again(meeting, client, holder):
    consultant, staff = of(meeting, Role.CONSULTANT), of(meeting, Role.STAFF_REPRESENTATIVE)
    client.post(path(consultant), {**INSTEAD, "substitute_email": staff.email.upper()})
    with pytest.raises(NoSubstitute):
        confirm_substitute(participant=changed(consultant), by=holder, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.CONVENE)])
def test_only_who_convenes_notes_reminds_and_confirms(meeting, school, role):
    place = {} if role in (Role.CENTRAL_EDITOR, Role.ADMINISTRATOR) else {"unit": school.unit}
    person, before = school.people.get(role) or factories.user(role=role, **place), rows(meeting)
    row = of(meeting, Role.CONSULTANT)
    with pytest.raises(NotAllowed):
        record_replies(meeting=meeting, replies={row.pk: Reply.COMING}, by=person, now=NOW)
    with pytest.raises(NotAllowed):
        remind_participants(meeting=meeting, by=person, now=NOW)
    with pytest.raises(NotAllowed):
        confirm_substitute(participant=row, by=person, now=NOW)
    assert rows(meeting) == before


def noted(meeting, one, reply):
    """What the form sends: the answers as they are, but this of `one`."""
    answers = {row.pk: row.reply or "none" for row in meeting.participants.all()} | {one.pk: reply}
    return {f"reply_{pk}": value for pk, value in answers.items()}


def test_the_agreement_holder_notes_what_is_said_by_phone(meeting, school, holder, client):
    client.force_login(holder)
    address = reverse("meeting_replies", kwargs=meeting_url_kwargs(meeting))
    row = of(meeting, Role.STAFF_REPRESENTATIVE)
    assert client.post(address, noted(meeting, row, "coming")).status_code == 302
    assert changed(row).reply == Reply.COMING
    assert "Kommer" in client.get(address).content.decode()
    assert "· kommer" in client.get(meeting.url).content.decode()
    other = factories.participant(factories.meeting(unit=school.unit, school_year="2027/2028"), Role.CONSULTANT)
    record_replies(meeting=meeting, replies={other.pk: Reply.COMING}, by=holder, now=NOW)
    assert not changed(other).reply, "a participant of another meeting"
    assert client.post(address, noted(meeting, row, "hej")).status_code == 422
    client.post(address, noted(meeting, row, "none"))
    assert (changed(row).reply, changed(row).replied_at) == ("", None)


def test_answers_are_noted_only_while_the_meeting_waits_for_them(meeting, holder):
    meeting.state = MeetingState.HELD
    with pytest.raises(NothingToAnswer):
        record_replies(meeting=meeting, replies={of(meeting, Role.CONSULTANT).pk: Reply.COMING}, by=holder, now=NOW)


def test_those_who_have_not_answered_are_reminded_once_a_day(meeting, holder):
    meeting.participants.filter(role=Role.CONSULTANT).update(reply=Reply.COMING)
    before = len(queued_mails())
    assert remind_participants(meeting=meeting, by=holder, now=NOW) == 4
    reminded = {mail.to for mail in queued_mails()[before:]}
    assert holder.email not in reminded and of(meeting, Role.CONSULTANT).email not in reminded
    with pytest.raises(NobodyToRemind):
        remind_participants(meeting=meeting, by=holder, now=NOW)
    assert remind_participants(meeting=meeting, by=holder, now=NOW + timedelta(days=1)) == 4


def test_one_reminder_goes_by_itself_a_week_before(meeting):
    week_before = timezone.localdate(DAY) - timedelta(days=7)
    before = len(queued_mails())
    for day in (week_before - timedelta(days=1), week_before + timedelta(days=1)):
        assert remind_unanswered.call(day.isoformat()) == 0
    assert remind_unanswered.call(week_before.isoformat()) == 5
    assert remind_unanswered.call(week_before.isoformat()) == 0
    assert len(queued_mails()) == before + 5


def test_another_day_is_asked_about_anew_and_another_room_is_not(meeting, holder):
    meeting.participants.update(reply=Reply.COMING)
    set_appointment(meeting=meeting, starts_at=DAY, room="Aulaen", by=holder, now=NOW)
    assert set(meeting.participants.values_list("reply", flat=True)) == {Reply.COMING}
    next_day = DAY + timedelta(days=1)
    set_appointment(meeting=meeting, starts_at=next_day, room="Aulaen", by=holder, now=NOW, outside_year=True)
    assert set(meeting.participants.values_list("reply", flat=True)) == {""}
