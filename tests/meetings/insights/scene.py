"""Two schools and a daycare centre whose meetings of two years are held, with words of every kind."""

from dataclasses import dataclass

from accounts.roles import Role
from accounts.user import User
from meetings.agreements.models import Agreement
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_form import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.record import ApprovalRecord
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage
from snippets.models import Goal, Initiative
from tests import factories
from tests.meetings.initiatives.scene import STRATEGIC, write
from tests.prepared import prepared

YEARS = ("2025/2026", "2026/2027")


@dataclass
class Said:
    """A unit, and what it said in one year; every text begins with its title and ends with the year."""

    unit: UnitPage
    leader: User
    meeting: MeetingPage
    agreement: Agreement
    example: ExamplePage


@dataclass
class Scene:
    initiative: Initiative
    other: Initiative
    goal: Goal
    said: dict[tuple[str, str], Said]
    chef: User
    consultant: User
    editor: User


@prepared
def set_up() -> Scene:
    initiative = factories.initiative("Fællesskaber for alle", is_strategic=True)
    other = factories.initiative("Udeliv", is_strategic=True)
    goal = Goal.objects.create(name="Trivsel", kind="theme")
    units = {
        title: factories.make_unit(title, kind=kind)
        for title, kind in (
            ("Åskolen", UnitKind.SCHOOL), ("Bakkeskolen", UnitKind.SCHOOL), ("Havblik", UnitKind.DAYCARE)
        )
    }  # fmt: skip
    leaders = {title: factories.user(role=Role.AGREEMENT_HOLDER, unit=unit) for title, unit in units.items()}
    block = {**STRATEGIC, "value": {**STRATEGIC["value"], "goals": [str(goal.pk)]}}
    for year in YEARS:
        template = factories.cycle(year).template
        template.agenda = [block]
        template.save_revision().publish()
    area = units["Åskolen"].area
    said = {
        (title, year): _said(unit, leaders[title], year, initiative, other)
        for title, unit in units.items()
        for year in YEARS
    }
    return Scene(
        initiative, other, goal, said,
        chef=factories.user(role=Role.HEAD_OF_AREA, area=area, name="Chef Skoler"),
        consultant=factories.user(role=Role.CONSULTANT, area=area, name="Konsulent Skoler"),
        editor=factories.user(role=Role.CENTRAL_EDITOR),
    )  # fmt: skip


def _said(unit: UnitPage, leader: User, year: str, initiative: Initiative, other: Initiative) -> Said:
    def words(what: str) -> str:
        return f"{unit.title} {what} {year}"

    meeting = factories.meeting(unit=unit, school_year=year, state=MeetingState.PREPARING)
    texts = {"results": words("resultat"), "challenges": words("udfordring")}
    write(meeting, STRATEGIC, initiative.pk, leader, texts=texts, new_wish=words("ønske"))
    write(meeting, STRATEGIC, other.pk, leader, texts={"results": words("udeliv")})
    MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    minutes = factories.minutes(
        meeting=MeetingPage.objects.get(pk=meeting.pk), state=MinutesState.APPROVED, adjust_frame=words("ramme")
    )
    content = freeze(content_of(minutes))
    ApprovalRecord.objects.create(
        minutes=minutes, revision=minutes.save_revision(), approved_by=leader, version=1, content=content,
        content_hash=content_hash(content),
    )  # fmt: skip
    agreement = factories.agreement(minutes=minutes, text=words("aftale"), initiative=initiative)
    example = factories.example(
        unit=unit, state=ExampleState.CLEARED, title=words("eksempel"), learnt=words("lærte"), initiative=initiative,
        school_year=year,
    )  # fmt: skip
    return Said(unit, leader, meeting, agreement, example)
