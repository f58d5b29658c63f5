"""Send every mail that the product can send, with the code that sends it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from accounts.adapter import AccountAdapter
from accounts.directory.settings import full_url
from accounts.roles import Role
from accounts.user import User
from foundation.audit_seal.heads import send_head
from home.operation.nightly_log import verify_log
from media.privacy.record_objection import ObjectionDetails
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.set_talk import set_talk
from meetings.agreements.remind_owners import remind_owners
from meetings.agreements.weekly_digest.notifications import digest
from meetings.convening import notifications as convening
from meetings.data_plan.notifications import notify_gatherer
from meetings.evidence.notifications import notify_handed_in, remind_gatherer
from meetings.evidence.objections.register_objection import register_objection
from meetings.forum import notifications as forum
from meetings.forum.enums import ExampleState
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.notifications import notify_asked, notify_waiting
from meetings.insights.area_note.notifications import notify_decided as notify_note_decided
from meetings.insights.area_note.pages import AreaNotePage
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.pages import MeetingPage
from meetings.meeting.set_appointment import Appointment
from meetings.minutes.add_addendum import add_addendum
from meetings.minutes.remarks.notifications import notify_ends_soon, notify_over
from meetings.moderation.enums import Decision
from meetings.notifications.notify import notify
from meetings.overview.notifications import notify_year_started
from meetings.preparation.plan_appointments import PlannedAppointment, plan_appointments
from meetings.support_requests import notifications as wishes
from meetings.support_requests.models import SupportRequest
from meetings.template.decide_template import decide_template
from meetings.units.people.add_person import add_person
from meetings.units.people.hand_over_role import hand_over_role
from tests import factories
from tests.foundation.audit_seal.tampering import EVENTS, sealed, tamper
from tests.meetings.articles import mails as articles
from tests.meetings.evidence.scene import set_up
from tests.meetings.forum import mails as forum_mails
from tests.meetings.insights.notes import area_note
from tests.meetings.minutes import mails as minutes_mails
from tests.meetings.minutes import scene as minutes
from tests.meetings.moderation.workflows import submitted_template
from tests.meetings.questionnaires import mails as questionnaires
from tests.queued_mails import forget_mails

WHEN = datetime(2030, 10, 16, 7, tzinfo=UTC)
TODAY = date(2026, 10, 1)
KAREN = "karen@blåbær.dk"


def templates() -> Iterator[str]:
    """The mail templates in the template folders; a mail has two, subject and body."""
    root = Path(settings.BASE_DIR)
    for pattern in ("*/templates/**/mail/*.subject.txt", "site/templates/account/email/*_subject.txt"):
        for path in root.glob(pattern):
            name = path.relative_to(root).as_posix().split("/templates/", 1)[1]
            yield name.removesuffix(".subject.txt").removesuffix("_subject.txt")


class Called:
    """A school with æ, ø and å in all names, a convened meeting, and one participant of each kind."""

    def __init__(self) -> None:
        self.unit = factories.make_unit("Blåbærskolen, Ærø", address="Åvej 1; 5970 Ærøskøbing")
        self.leader = self.person(Role.AGREEMENT_HOLDER, "Søren Ågård", "soren@ærø.dk")
        self.karen = self.person(Role.CONSULTANT, "Karen Blåbær", KAREN)
        self.meeting = factories.meeting(
            unit=self.unit, state=MeetingState.INVITED, starts_at=WHEN, room="Lærerværelset, 1. sal",
            invitation_sequence=1, invited_by=self.leader,
        )  # fmt: skip
        factories.participant(self.meeting, Role.AGREEMENT_HOLDER, person=self.leader)
        factories.participant(self.meeting, Role.CONSULTANT, person=self.karen)
        factories.participant(
            self.meeting, Role.BOARD_REPRESENTATIVE, name="Mor Ærø", email="mor@forældre.dk", requirement="may"
        )

    def person(self, role: Role, name: str, email: str) -> User:
        return factories.user(role=role, unit=self.unit, name=name, email=email)


def invitation() -> None:
    called = Called()
    convening.send_invitations(called.meeting, called.leader)


def moved() -> None:
    called = Called()
    convening.notify_of_new_appointment(called.meeting, called.karen, Appointment(WHEN - timedelta(days=7), "Aulaen"))


def updated() -> None:
    called = Called()
    called.meeting.announced_agenda = {"minutes": 95, "agenda": []}
    convening.notify_of_new_agenda(called.meeting, called.leader)


def reminder() -> None:
    called = Called()
    convening.notify_unanswered(called.meeting, called.leader, called.meeting.participants.all())


def cannot_come() -> None:
    called = Called()
    row = called.meeting.participants.get(user=called.karen)
    row.reply, row.reply_note = Reply.NOT_COMING, "Ærgerligt"
    row.substitute_name, row.substitute_email = "Åse Ø", "aase@blåbær.dk"
    row.save()
    convening.notify_of_reply(row)


def year_begun() -> None:
    called = Called()
    MeetingPage.objects.update(state=MeetingState.PLANNED)
    called.person(Role.LEADERSHIP_TEAM, "Åse Ø", "aase@blåbær.dk")
    notify_year_started(called.meeting, called.karen, timezone.localdate())


def cancelled() -> None:
    called = Called()
    convening.notify_of_cancellation(called.meeting, called.leader, "Storm på Ærø. " * 80)


def left_out() -> None:
    called = Called()
    convening.notify_removed_participants(called.meeting, called.leader, called.meeting.participants.all())


def given() -> None:
    called = Called()
    teacher = called.person(Role.STAFF_REPRESENTATIVE, "Åse Ø", "aase@blåbær.dk")
    line = factories.plan_line(called.meeting, gatherer=teacher, what="Fotos af små børn på Ærø")
    notify_gatherer(line, by=called.leader, before=None)


def wish(tell: Callable[[SupportRequest, User], Any], **fields: Any) -> None:
    called = Called()
    tell(factories.wish(called.meeting, responsible=called.karen, **fields), called.leader)


def due_soon() -> None:
    called = Called()
    teacher = called.person(Role.STAFF_REPRESENTATIVE, "Åse Ø", "aase@blåbær.dk")
    remind_gatherer(factories.plan_line(called.meeting, what="Fravær", gatherer=teacher, due_on=date(2030, 10, 9)))


def handed_in() -> None:
    called = Called()
    teacher = called.person(Role.STAFF_REPRESENTATIVE, "Åse Ø", "aase@blåbær.dk")
    given = factories.evidence(meeting=called.meeting, owner=teacher, handed_in_at=timezone.now())
    notify_handed_in(given, teacher, TODAY)


def combined() -> None:
    """Three duties and one piece of news, from three people."""
    scene = minutes.approved()
    add_addendum(minutes=scene.minutes, text="Vi gjorde også det her.", by=scene.chef, today=TODAY)
    teacher = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=scene.minutes.unit, name="Åse Ø")
    now = factories.meeting(unit=scene.minutes.unit, school_year="2027/2028", state=MeetingState.PREPARING)
    notify_handed_in(factories.evidence(meeting=now, owner=teacher, handed_in_at=timezone.now()), teacher, TODAY)
    for what, due in (("Fravær", date(2030, 10, 9)), ("Trivsel", date(2030, 10, 2))):
        notify_gatherer(factories.plan_line(now, what=what, gatherer=scene.leader, due_on=due), by=teacher, before=None)


def appointments() -> None:
    called = Called()
    step = factories.preparation_step(called.meeting, "Indledende møde på Ærø")
    planned = PlannedAppointment(date(2030, 9, 4), time(9), time(10, 30), "Kontoret, 1. sal", [called.leader.pk])
    plan_appointments(meeting=called.meeting, planned={step.pk: planned}, by=called.leader, today=TODAY)


def agreement_due(days: int) -> None:
    called = Called()
    written = factories.minutes(meeting=called.meeting, state="approved")
    day = timezone.localdate()
    factories.agreement(minutes=written, text="Vi prøver små grupper på Ærø", due_on=day + timedelta(days))
    remind_owners.call(day.isoformat())


def weekly_digest() -> None:
    called = Called()
    written = factories.minutes(meeting=called.meeting, state="approved")
    factories.agreement(minutes=written, text="Vi læser på Ærø. " * 20, due_on=timezone.localdate() - timedelta(30))
    notify(digest, 0, [called.leader], by=None)


def follow_up_talk() -> None:
    called = Called()
    factories.agreement(minutes=factories.minutes(meeting=called.meeting, state="approved"))
    chef = called.person(Role.HEAD_OF_AREA, "Åse Ø", "aase@blåbær.dk")
    talk = FollowUpTalk.objects.create(meeting=called.meeting, planned_on=date(2030, 12, 4))
    planned = PlannedAppointment(
        date(2030, 12, 4), time(9), time(9, 15), "Kontoret, 1. sal", [called.leader.pk, chef.pk]
    )
    set_talk(talk=talk, appointment=planned, by=chef, today=TODAY)


def objection() -> None:
    scene = set_up()
    register_objection(
        evidence=scene.shared(), key=None, details=ObjectionDetails("objection", "parent"),
        by=factories.user(role="administrator"),
        today=TODAY,
    )  # fmt: skip


def example(act: Callable[..., None], **fields: Any) -> None:
    called = Called()
    chef = called.person(Role.HEAD_OF_AREA, "Åse Ø", "aase@blåbær.dk")
    fields = {"proposed_by": called.leader, "cleared_by": chef, "title": "Færre stod alene på Ærø", **fields}
    act(factories.example(unit=called.unit, **fields), chef)


def welcome() -> None:
    called = Called()
    add_person(email="ny@ærø.dk", name="Ny på Ærø", by=called.leader)


def function_handed_over() -> None:
    called = Called()
    role = called.leader.memberships.select_related("user", "unit__area", "area").get()
    administrator = factories.user(role=Role.ADMINISTRATOR, name="Ea Drift", email="ea@blåbær.dk")
    nanna = factories.user(name="Nanna Næste", email="nanna@ærø.dk")
    hand_over_role(membership=role, to=nanna, on=TODAY + timedelta(days=30), by=administrator, today=TODAY)


def editors() -> list[User]:
    return [factories.user(role=Role.CENTRAL_EDITOR, name=name) for name in ("Åse Ærø", "Øjvind Å")]


def decided_template(decision: Decision) -> None:
    writer, other = editors()
    page = submitted_template(by=writer)
    forget_mails()
    revision = page.latest_revision_id
    decide_template(template=page, revision=revision, decision=decision, reason="Ærgerligt", by=other)


def note(act: Callable[..., None], **fields: Any) -> None:
    called = Called()
    chef = called.person(Role.HEAD_OF_AREA, "Åse Ø", "aase@blåbær.dk")
    agreement = factories.agreement(minutes=factories.minutes(meeting=factories.meeting(
        unit=called.unit, school_year="2025/2026", state=MeetingState.HELD)))  # fmt: skip
    fields = {"title": "Overgange på Ærø", "submitted_by": called.karen, **fields}
    act(area_note(agreement, **fields), chef, called)


def asked_note(page: AreaNotePage, chef: User, called: Called) -> None:
    notify_asked(page.passages.get().pk, called.unit.pk, chef)


def password(address: str) -> None:
    Called()
    Client().post("/konto/glemt-adgangskode/", {"email": address})


def log_was_edited() -> None:
    factories.user(role=Role.DATA_PROTECTION_OFFICER, name="Bodil Ærø", email=KAREN)
    sealed()
    tamper(f"UPDATE {EVENTS} SET action = 'x'")
    verify_log.call("2026-10-01")


def head() -> None:
    sealed()
    with override_settings(AUDIT_HEAD_MAILS=[KAREN]):
        send_head.call("2026-10-01")


#: Template -> what sends it. A template without a line here fails `test_every_mail`.
SCENES: dict[str, Callable[[], Any]] = {
    "foundation/mail/head": head,
    "home/mail/log_not_whole": log_was_edited,
    "meetings/agreements/mail/due_soon": lambda: agreement_due(5),
    "meetings/agreements/mail/past": lambda: agreement_due(-2),
    "meetings/agreements/mail/digest": weekly_digest,
    "meetings/agreements/mail/talk": follow_up_talk,
    "meetings/board/mail/year_begun": year_begun,
    "meetings/convening/mail/invitation": invitation,
    "meetings/convening/mail/moved": moved,
    "meetings/convening/mail/updated": updated,
    "meetings/convening/mail/cancelled": cancelled,
    "meetings/convening/mail/left_out": left_out,
    "meetings/convening/mail/reminder": reminder,
    "meetings/convening/mail/cannot_come": cannot_come,
    "meetings/data_plan/mail/given": given,
    "meetings/evidence/mail/due_soon": due_soon,
    "meetings/evidence/mail/handed_over": handed_in,
    "meetings/notifications/mail/combined": combined,
    "meetings/preparation/mail/appointments": appointments,
    "meetings/evidence/mail/objection": objection,
    **forum_mails.SCENES,
    **articles.SCENES,
    "meetings/forum/mail/proposed": lambda: example(forum_mails.proposed),
    "meetings/forum/mail/cleared": lambda: example(
        lambda page, chef: forum.notify_cleared(page), state=ExampleState.CLEARED
    ),
    "meetings/support_requests/mail/yours": lambda: wish(
        lambda one, by: wishes.notify_responsible(one, by=by), answer_by=date(2030, 10, 9), initiative_name="Ærlighed"
    ),
    "meetings/support_requests/mail/late": lambda: wish(
        lambda one, by: wishes.notify_late(one), answer_by=date(2026, 9, 1)
    ),
    "meetings/support_requests/mail/answered": lambda: wish(
        lambda one, by: wishes.notify_answered(one, by=one.responsible), state="answered", initiative_name="Ærlighed"
    ),
    "meetings/support_requests/mail/closed": lambda: wish(
        lambda one, by: wishes.notify_closed(one, by=one.responsible), state="closed"
    ),
    "meetings/forum/mail/returned": lambda: example(
        forum.notify_returned, state=ExampleState.RETURNED, return_reason="Mangler ærlighed"
    ),
    "meetings/forum/mail/taken_down": lambda: example(
        forum.notify_taken_down, state=ExampleState.TAKEN_DOWN, return_reason="Ærgerligt"
    ),
    "meetings/forum/mail/planned": lambda: example(
        lambda page, chef: forum.notify_planned(page),
        state=ExampleState.PLANNED,
        go_live_at=datetime(2030, 10, 9, tzinfo=UTC),
    ),
    "meetings/forum/mail/unlisted": lambda: example(
        forum.notify_unlisted, state=ExampleState.ARCHIVED, return_reason="Æblerne er spist"
    ),
    "meetings/forum/mail/waits_again": lambda: example(
        lambda page, chef: forum.notify_clearance_revoked(page, None, "Væk")
    ),
    "meetings/insights/mail/submitted": lambda: note(
        lambda page, chef, called: notify_waiting(page, called.karen), state=NoteState.SUBMITTED
    ),
    "meetings/insights/mail/returned": lambda: note(
        lambda page, chef, called: notify_note_decided(page, chef), return_reason="Mangler ærlighed"
    ),
    "meetings/insights/mail/approved": lambda: note(
        lambda page, chef, called: notify_note_decided(page, chef), state=NoteState.APPROVED
    ),
    "meetings/insights/mail/asked": lambda: note(asked_note, state=NoteState.APPROVED, clearing=Clearance.ASKED),
    "meetings/minutes/mail/submitted": minutes.submitted,
    "meetings/minutes/mail/to_read": minutes_mails.to_read,
    "meetings/minutes/mail/approved": minutes.approved,
    "meetings/minutes/mail/returned": minutes_mails.returned,
    "meetings/minutes/mail/sender": minutes_mails.sender_of_minutes,
    "meetings/minutes/mail/addendum": minutes_mails.addendum,
    "meetings/minutes/mail/code": lambda: minutes_mails.round_runs(minutes_mails.mailed_code),
    "meetings/minutes/mail/remark_answered": lambda: minutes_mails.round_runs(minutes_mails.answered_remark),
    "meetings/minutes/mail/remarks_end_soon": lambda: minutes_mails.round_runs(
        lambda round: notify_ends_soon(round.round, [row.participant for row in round.round.readers.all()])
    ),
    "meetings/minutes/mail/remarks_given": lambda: minutes_mails.round_runs(minutes_mails.given_remark),
    "meetings/minutes/mail/remarks_over": lambda: minutes_mails.round_runs(
        lambda round: notify_over(round.round, TODAY)
    ),
    "meetings/minutes/mail/remarks_wanted": lambda: minutes_mails.round_runs(forgets=False),
    "meetings/template/mail/submitted": lambda: submitted_template(by=editors()[0]),
    "meetings/template/mail/returned": lambda: decided_template(Decision.RETURNED),
    "meetings/template/mail/approved": lambda: decided_template(Decision.APPROVED),
    "meetings/questionnaires/mail/wanted": questionnaires.wanted,
    "meetings/questionnaires/mail/ends_soon": questionnaires.ends_soon,
    "meetings/questionnaires/mail/closed": questionnaires.closed,
    "meetings/units/mail/welcome": welcome,
    "meetings/units/mail/handed_over": function_handed_over,
    "account/email/password_reset_key": lambda: password(KAREN),
    "account/email/sign_in_changed": lambda: AccountAdapter().send_notification_mail(
        "mfa/email/totp_activated", Called().leader
    ),
    "account/email/use_directory": lambda: AccountAdapter().send_mail(
        "account/email/use_directory", KAREN, {"link": full_url("account_login")}
    ),
    "account/email/unknown_account": lambda: password("ukendt@blåbær.dk"),
}
