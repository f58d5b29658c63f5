"""A held meeting with its participants, and minutes in each state, made with the actions."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.roles import Role
from accounts.user import User
from meetings.agreements.models import Agreement
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.content import AgreementRow, MinutesContent
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord, SubmittedVersion
from meetings.minutes.remarks.leave_out_round import leave_out_round
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_sections import changes, save_sections
from meetings.units.pages import UnitPage
from tests import factories
from tests.prepared import prepared

HELD_ON = date(2026, 9, 24)
TODAY = date(2026, 10, 1)
DUE = date(2027, 2, 1)


@dataclass
class Scene:
    unit: UnitPage
    meeting: MeetingPage
    leader: User
    team: User
    staff: User
    board: User
    consultant: User
    chef: User
    minutes: MinutesPage | None = None

    def address(self, what: str = "") -> str:
        """…/referat/<what>/"""
        path = f"/{self.unit.area.slug}/{self.unit.slug}/{self.meeting.slug}/referat/"
        return f"{path}{what}/" if what else path


@prepared
def held(**fields: Any) -> Scene:
    """A meeting held on HELD_ON, one participant of each role, nothing written."""
    unit = factories.make_unit(fields.pop("title", "Skovskolen"))
    people = {
        "leader": factories.user(role=Role.AGREEMENT_HOLDER, unit=unit, name="Lise Lund"),
        "team": factories.user(role=Role.LEADERSHIP_TEAM, unit=unit, name="Tom Tang"),
        "staff": factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit, name="Mia Mose"),
        "board": factories.user(role=Role.BOARD_REPRESENTATIVE, unit=unit, name="Bo Birk"),
        "consultant": factories.user(role=Role.CONSULTANT, area=unit.area, name="Kim Krog"),
        "chef": factories.user(role=Role.HEAD_OF_AREA, area=unit.area, name="Hanne Holm"),
    }
    fields = {"state": MeetingState.HELD, "on": HELD_ON, **fields}
    meeting = factories.meeting(unit=unit, **fields)
    for person in people.values():
        role = person.memberships.get().role
        Participant.objects.create(meeting=meeting, user=person, name=person.name, email=person.email, role=role)
    return Scene(unit=unit, meeting=meeting, **people)


@prepared
def begun(**fields: Any) -> Scene:
    """A scene with empty minutes."""
    scene = held(**fields)
    scene.minutes = begin_minutes(meeting=scene.meeting, by=scene.leader)
    return scene


def agreed(text: str = "Vi prøver to voksne i indskolingen", **value: Any) -> AgreementRow:
    return AgreementRow(**{"id": str(uuid.uuid4()), "text": text, "owner": "unit", "due_on": DUE, **value})


def full_text(scene: Scene, *agreements: AgreementRow, **parts: Any) -> MinutesContent:
    """Content with everything that is required to submit."""
    content = draft_content(scene.minutes)
    written = {
        "sections": tuple(replace(row, text=f"Vi talte om {row.title.lower()}.") for row in content.sections),
        "attendance": tuple(replace(row, attendance=Attendance.PRESENT) for row in content.attendance),
        "agreements": agreements or (agreed(),),
    }
    return replace(content, **{**written, **parts})


def save(minutes: MinutesPage, content: MinutesContent, by: User) -> MinutesPage:
    """Save what is different in `content`, as somebody who sees the draft as it is now."""
    return save_sections(minutes=minutes, inputs=changes(draft_content(minutes), content), by=by).minutes


def section_texts(minutes: MinutesPage) -> list[str]:
    """The texts of a draft's sections."""
    return [row.text for row in draft_content(minutes).sections]


@prepared
def written(*agreements: AgreementRow, scene: Scene | None = None, asks: bool = False, **parts: Any) -> Scene:
    """A scene with minutes that are ready to submit; `asks`: the participants have not been asked for remarks."""
    scene = scene or begun()
    content = full_text(scene, *agreements, **parts)
    scene.minutes = save(scene.minutes, content, scene.leader)
    if not asks:
        without_round(scene)
    return scene


def without_round(scene: Scene) -> None:
    """The agreement holder leaves out the round for remarks, unless there has been one."""
    if not scene.minutes.remark_rounds.exists() and not scene.minutes.submissions.exists():
        leave_out_round(minutes=scene.minutes, reason="Alle var enige på mødet.", by=scene.leader, today=TODAY)


def submit(scene: Scene) -> SubmittedVersion:
    without_round(scene)
    submission = submit_minutes(
        minutes=scene.minutes, expected_version=scene.minutes.version, by=scene.leader, today=TODAY
    )
    scene.minutes = MinutesPage.objects.get(pk=scene.minutes.pk)
    return submission


@prepared
def submitted(*agreements: AgreementRow, **parts: Any) -> Scene:
    scene = written(*agreements, **parts)
    submit(scene)
    return scene


def approve(scene: Scene, **changes: Any) -> ApprovalRecord:
    waiting = scene.minutes.submissions.latest("pk")
    arguments = {
        "expected_version": waiting.version,
        "content_hash": waiting.content_hash,
        "by": scene.chef,
        "today": TODAY,
    }
    record = approve_minutes(minutes=scene.minutes, **{**arguments, **changes})
    scene.minutes = MinutesPage.objects.get(pk=scene.minutes.pk)
    return record


@prepared
def approved(*agreements: AgreementRow, **parts: Any) -> Scene:
    scene = submitted(*agreements, **parts)
    approve(scene)
    return scene


def only_agreement(scene: Scene) -> Agreement:
    return Agreement.objects.get(minutes=scene.minutes)
