"""A round for remarks: minutes that are written, and participants with and without an account who read the draft."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from accounts.roles import Role
from meetings.meeting.participant import Participant
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.models import Remark, RemarkRound, RoundReader
from meetings.minutes.remarks.start_round import start_round
from tests.meetings.minutes import scene as minutes_scene
from tests.meetings.minutes.scene import TODAY, Scene
from tests.queued_mails import queued_mails

PARENT = "far@foraeldre.dk"


@dataclass
class Round:
    scene: Scene
    round: RemarkRound

    @property
    def minutes(self) -> MinutesPage:
        return MinutesPage.objects.select_related("unit__area", "meeting").get(pk=self.round.minutes_id)

    @property
    def page(self) -> str:
        return self.scene.address().replace("referat/", "bemaerkninger/")

    @property
    def blocks(self) -> list[str]:
        return [str(block.id) for block in self.scene.meeting.agenda_items]

    def reader(self, who: str) -> RoundReader:
        """`who` is a name of the scene, or "parent"."""
        if who == "parent":
            return self.round.readers.get(participant__email=PARENT)
        return self.round.readers.get(participant__user=getattr(self.scene, who))

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(getattr(self.scene, who))
        return client

    def remark(self) -> Remark:
        return Remark.objects.get(round=self.round)


def written_with_parent(**fields: Any) -> Scene:
    """Minutes that are ready but for the round; a parent without an account took part."""
    scene = minutes_scene.begun(**fields)
    Participant.objects.create(
        meeting=scene.meeting, name="Far Foss", email=PARENT, role=Role.BOARD_REPRESENTATIVE, requirement="may"
    )
    return minutes_scene.written(scene=scene, asks=True)


def running(**fields: Any) -> Round:
    scene = written_with_parent(**fields)
    return Round(scene, start_round(minutes=scene.minutes, by=scene.leader, today=TODAY))


def link_in_mail(to: str = PARENT) -> str:
    """The path of the newest link that was mailed."""
    mails = [mail for mail in queued_mails() if mail.to == to and "/referat/" in mail.secret]
    return re.findall(r"(/referat/[\w-]{20,}/)", mails[-1].secret)[-1]


def code_in_mail(to: str = PARENT) -> str:
    mails = [mail for mail in queued_mails() if mail.to == to and re.search(r"\d{3} \d{3}", mail.subject)]
    return re.findall(r"\d{3} \d{3}", mails[-1].subject)[0]


def opened(path: str) -> Client:
    """A browser that has used the code of the link."""
    client = Client()
    client.post(path, {"do": "send"})
    client.post(path, {"do": "code", "code": code_in_mail()})
    return client
