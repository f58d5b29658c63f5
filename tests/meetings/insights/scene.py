"""Two schools and a daycare centre whose meetings of two years are held, with words of every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.roles import Role
from accounts.user import User
from meetings.agreements.models import Agreement
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.insights.across.choice import Choice
from meetings.insights.across.reading import passages
from meetings.insights.area_note.answer_passage import answer_passage
from meetings.insights.area_note.ask_units import ask_units
from meetings.insights.area_note.collect_passages import collect_passages
from meetings.insights.area_note.decide_note import decide_note
from meetings.insights.area_note.pages import AreaNotePage
from meetings.insights.area_note.publish_note import publish_note
from meetings.insights.area_note.submit_note import submit_note
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.record import ApprovalRecord
from meetings.moderation.enums import Decision
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
        (title, year): say(unit, leaders[title], year, initiative, other)
        for title, unit in units.items()
        for year in YEARS
    }
    return Scene(
        initiative, other, goal, said,
        chef=factories.user(role=Role.HEAD_OF_AREA, area=area, name="Chef Skoler"),
        consultant=factories.user(role=Role.CONSULTANT, area=area, name="Konsulent Skoler"),
        editor=factories.user(role=Role.CENTRAL_EDITOR),
    )  # fmt: skip


def say(unit: UnitPage, leader: User, year: str, initiative: Initiative, other: Initiative) -> Said:
    """Let a unit say something of every kind in the meeting of `year`."""

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


def key_of(scene: Scene, title: str, what: str, year: str = "2026/2027") -> str:
    """The key of the passage of that unit with these words."""
    (found,) = [one.key for one in passages(scene.chef, Choice(years=YEARS)) if one.words == f"{title} {what} {year}"]
    return found


@prepared
def drafted() -> tuple[Scene, AreaNotePage]:
    """The consultant has taken along a result of both schools, and an example of one."""
    scene = set_up()
    keys = [key_of(scene, title, "resultat") for title in ("Bakkeskolen", "Åskolen")]
    keys += [key_of(scene, "Bakkeskolen", "lærte"), key_of(scene, "Åskolen", "ønske")]
    (note,) = collect_passages(keys=keys, note=None, title="Det tager vi med", by=scene.chef)
    return scene, note


def fresh(note: AreaNotePage) -> AreaNotePage:
    return AreaNotePage.objects.select_related("area", "submitted_by").get(pk=note.pk)


def move(note: AreaNotePage, act: Callable[..., Any], by: User, **more: Any) -> AreaNotePage:
    """Carry out an action on the note as it is now."""
    now = fresh(note)
    act(note=now, expected_version=now.version, by=by, **more)
    return fresh(note)


@prepared
def approved() -> tuple[Scene, AreaNotePage]:
    scene, note = drafted()
    move(note, submit_note, scene.consultant)
    return scene, move(note, decide_note, scene.chef, decision=Decision.APPROVED)


@prepared
def asked() -> tuple[Scene, AreaNotePage]:
    scene, note = approved()
    return scene, move(note, ask_units, scene.consultant)


@prepared
def published() -> tuple[Scene, AreaNotePage]:
    """Åskolen has said yes to all, Bakkeskolen no to its result, and has not answered about its example."""
    scene, note = asked()
    for passage in note.passages.select_related("unit"):
        if passage.unit.title == "Åskolen" or passage.kind == "results":
            leader = scene.said[passage.unit.title, "2026/2027"].leader
            answer_passage(passage=passage, may_stand=passage.unit.title == "Åskolen", expected_version=None, by=leader)
    return scene, move(note, publish_note, scene.chef)
