"""What sends each mail about minutes, for tests/services/mails.py."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from meetings.minutes.add_addendum import add_addendum
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.remarks.answer_remark import answer_remark
from meetings.minutes.remarks.codes import send_code
from meetings.minutes.remarks.give_remark import give_remark
from meetings.minutes.remarks.links import make_draft_link
from meetings.minutes.remarks.models import MinutesLink, Remark
from meetings.minutes.writing.appoint_sender import appoint_sender
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.tasks import ConsultantTask
from tests.meetings.minutes import scene as minutes
from tests.meetings.minutes.remarks import scene as remarks
from tests.meetings.moderation.workflows import add_first_step
from tests.queued_mails import forget_mails

TODAY = minutes.TODAY


def addendum() -> None:
    scene = minutes.approved()
    add_addendum(minutes=scene.minutes, text="Vi gjorde også det her. " * 60, by=scene.leader, today=TODAY)


def to_read() -> None:
    add_first_step(ModeratedKind.MINUTES, ConsultantTask)
    minutes.submitted()


def returned() -> None:
    scene = minutes.submitted()
    version = scene.minutes.submissions.latest("pk").version
    return_minutes(minutes=scene.minutes, expected_version=version, reason="Ærgerligt", by=scene.chef, today=TODAY)


def round_runs(act: Callable[[remarks.Round], Any] = lambda round: None, *, forgets: bool = True) -> None:
    """A draft is with its participants; `act` is what happens then, and `forgets` what was told before."""
    round = remarks.running()
    if forgets:
        forget_mails()
    act(round)


def given_remark(round: remarks.Round) -> Remark:
    words = "Ærgerligt. Vi talte også om busserne til Ærø. " * 20
    return give_remark(reader=round.reader("parent"), block_id="", text=words, today=TODAY)


def answered_remark(round: remarks.Round) -> None:
    answer_remark(
        remark=given_remark(round),
        is_taken_in=False,
        answer="Nej tak.",
        by=round.scene.leader,
        expected_version=None,
        today=TODAY,
    )


def mailed_code(round: remarks.Round) -> None:
    participant = round.reader("parent").participant
    make_draft_link(round.minutes, participant, round.round)
    send_code(MinutesLink.objects.latest("pk"), timezone.now())


def sender_of_minutes() -> None:
    scene = minutes.written()
    appoint_sender(minutes=scene.minutes, sender_id=scene.consultant.pk, by=scene.leader, today=TODAY)
