"""What sends each mail about questionnaires, for tests/services/mails.py."""

from meetings.questionnaires.models import AnswerRound
from meetings.questionnaires.notifications import notify_closed, notify_ends_soon
from meetings.questionnaires.rounds import respondents
from tests.meetings.questionnaires.scene import AFTER, TODAY, Scene, held
from tests.queued_mails import forget_mails


def wanted() -> Scene:
    """The participants are asked about the day, by account and by link."""
    return held(title="Blåbærskolen, Ærø")


def ends_soon() -> None:
    scene = _asked_before()
    notify_ends_soon(list(respondents().filter(round=scene.round)))


def closed() -> None:
    scene = _asked_before()
    AnswerRound.objects.update(closed_on=AFTER, answer_count=3, asked_count=6)
    notify_closed(scene.round, TODAY)


def _asked_before() -> Scene:
    scene = wanted()
    forget_mails()
    return scene
