"""Stateful test: whatever is planned, invited, taken off, objected to, taken down or cancelled, whoever is invited to a
forum day sees that day with its examples, and nothing else.

Hypothesis picks random steps; after each some people open every page on which something could stand, and fetch the
photo. What they may see is stated from what the steps did, not from the code.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.roles import Role
from accounts.user import User
from foundation.errors import Refusal
from media.models import Objection
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.objections.restore_item import restore_item
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.forum.clear_example import clear_example
from meetings.forum.days.cancel_forum_day import cancel_forum_day
from meetings.forum.days.hold_forum_day import hold_forum_day
from meetings.forum.days.inviting.invite_to_forum_day import invite_to_forum_day
from meetings.forum.days.inviting.set_invitees import NamedInvitee, set_invitees
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.set_programme import PointData, set_programme
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.forum.take_down import take_down
from meetings.insights.area_note.withdraw_note import withdraw_note
from meetings.units.membership import Membership
from tests import factories
from tests.media.conftest import own_store
from tests.meetings.evidence import scene as scenes
from tests.meetings.forum.days.made import forum_day
from tests.meetings.insights import scene as notes

__all__ = ["own_store"]
pytestmark = pytest.mark.django_db
PLAYS, OUTSIDE, NOTE, WORDS = "Vandhullet", "Udeskole", "Det tager vi med", "Åskolen resultat 2026/2027"
TELLS = ExampleData(title=PLAYS, did="Gjorde", saw="Så", learnt="Lærte", others_can_use="Brug", contact="Os")
#: Two who are in no lederforum, a leader of another unit, and who plans.
CAST = ("guest", "parent", "leader", "planner")
DAYS = ("Efterårsdagen", "Forårsdagen")
days, guests = st.sampled_from((0, 0, 1)), st.sampled_from(("guest", "guest", "parent", "leader"))
programmes = st.lists(st.sampled_from(("plays", "outside", "note")), unique=True, max_size=3)


class World:
    """The data before the first step; each run begins with them."""

    def __init__(self) -> None:
        factories.forum()
        scene = scenes.set_up()
        self.unit_leader, self.chef = scene.leader, scene.chef
        self.evidence = scene.draft(by=scene.staff, kind=EvidenceKind.PHOTOS, body=[], title=PLAYS)
        self.photo = scene.with_photo(self.evidence, delete_after=timezone.localdate() + timedelta(days=90))
        told = Evidence.objects.get(pk=self.evidence.pk)
        share_evidence(evidence=told, expected_version=told.version, by=scene.leader, today=timezone.localdate())
        told.refresh_from_db()
        plays = propose_example(
            data=TELLS, evidence=told, bases={self.photo.key: "public_task"}, by=scene.leader
        )  # fmt: skip
        plays = ExamplePage.objects.select_related("unit__area").get(pk=plays.pk)
        clear_example(example=plays, expected_version=plays.version, by=scene.chef)
        outside = factories.example(state=ExampleState.CLEARED, title=OUTSIDE)
        _scene, self.note = notes.published()
        self.writer = _scene.consultant
        self.shown = {"plays": plays.pk, "outside": outside.pk}
        self.people = {
            "guest": factories.user(role=Role.DEPARTMENT_LEADER),
            "parent": factories.user(role=Role.BOARD_REPRESENTATIVE),
            "leader": factories.user(role=Role.AGREEMENT_HOLDER),
            "planner": factories.user(role=Role.CONSULTANT),
        }
        self.days = [forum_day(title=title, state="planned", planned_by=self.people["planner"]) for title in DAYS]
        self.clients = {}
        for name, person in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(person)


class Walk(RuleBasedStateMachine):
    world: World
    seen: Counter[str] = Counter()

    def __init__(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.states = ["planned", "planned"]
        self.invited: list[set[str]] = [set(), set()]
        self.programmes: list[set[str]] = [set(), set()]
        self.denied, self.ended, self.note_is_back, self.step = 0, False, False, 0
        super().__init__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(what=programmes, sent=st.booleans())
    def begin(self, what: list[str], sent: bool) -> None:
        self.plans(0, ["plays", *(one for one in what if one != "plays")])
        self.invites(0, "guest", off=False)
        if sent:
            self.sends(0)

    def day(self, number: int) -> ForumDayPage:
        return ForumDayPage.objects.get(pk=self.world.days[number].pk)

    def person(self, name: str) -> User:
        return User.objects.get(pk=self.world.people[name].pk)

    def example(self, name: str) -> ExamplePage:
        return ExamplePage.objects.select_related("unit__area").get(pk=self.world.shown[name])

    def attempt(self, name: str, act: Callable[..., object], **arguments: Any) -> bool:
        try:
            with transaction.atomic():
                act(**arguments)
        except Refusal:
            return False
        self.seen[name] += 1
        return True

    def by_planner(self, number: int) -> dict[str, Any]:
        day = self.day(number)
        return {"day": day, "expected_version": day.version, "by": self.person("planner")}

    # Steps

    @rule(number=days, what=programmes)
    def plans(self, number: int, what: list[str]) -> None:
        points = [
            PointData(note_id=self.world.note.pk) if one == "note" else PointData(example_id=self.world.shown[one])
            for one in what
        ]
        there = {row.example_id or f"n{row.note_id}": row.pk for row in self.day(number).points.all()}
        points = [
            PointData(
                pk=there.get(one.example_id or f"n{one.note_id}", 0), example_id=one.example_id, note_id=one.note_id
            )
            for one in points
        ]
        if self.attempt("plan", set_programme, points=points, **self.by_planner(number)):
            self.programmes[number] = set(what)

    @rule(number=days, who=guests, off=st.booleans())
    def invites(self, number: int, who: str, off: bool) -> None:
        person, today = self.person(who), timezone.localdate()
        rows = list(self.day(number).invitees.filter(user=person).values_list("pk", flat=True)) if off else []
        people = [] if off else [NamedInvitee(person.name, person.email)]
        lists = {"groups": (), "people": people, "without": rows, "today": today, "now": timezone.now()}
        if self.attempt("uninvite" if off else "add", set_invitees, **lists, **self.by_planner(number)):
            self.invited[number] = self.invited[number] - {who} if off else self.invited[number] | {who}

    @rule(number=days)
    def sends(self, number: int) -> None:
        if self.attempt("invite", invite_to_forum_day, now=timezone.now(), **self.by_planner(number)):
            self.states[number] = "invited"

    @rule(number=days)
    def cancels(self, number: int) -> None:
        if self.attempt("cancel", cancel_forum_day, reason="Sne", **self.by_planner(number)):
            self.states[number] = "cancelled"

    @rule(number=days)
    def holds(self, number: int) -> None:
        over = self.day(number).starts_at + timedelta(hours=1)
        if self.attempt("hold", hold_forum_day, shown_points=(), now=over, **self.by_planner(number)):
            self.states[number] = "held"

    @rule(name=st.sampled_from(("plays", "outside")), again=st.booleans())
    def is_taken_down(self, name: str, again: bool) -> None:
        example = self.example(name)
        if again and not (name == "plays" and self.denied):
            ExamplePage.objects.filter(pk=example.pk, state=ExampleState.TAKEN_DOWN).update(state=ExampleState.CLEARED)
        elif not again:
            chef = self.world.chef if name == "plays" else factories.user(role=Role.CENTRAL_EDITOR)
            self.attempt(
                "take_down", take_down, example=example, reason="Slut", expected_version=example.version, by=chef
            )

    @rule(whole=st.booleans(), withdraw=st.booleans())
    def is_objected_to(self, whole: bool, withdraw: bool) -> None:
        told = Evidence.objects.select_related("unit__area", "meeting__cycle").get(pk=self.world.evidence.pk)
        key = None if whole else self.world.photo.key
        if withdraw:
            was = Objection.objects.open().count()
            more = {} if whole else {"key": key}
            if self.attempt(
                "withdraw", withdraw_evidence, evidence=told, reason="Nej", by=self.world.unit_leader, **more
            ):
                self.denied += Objection.objects.open().count() - was
        else:
            said = ObjectionDetails("objection", "parent")
            by = {"by": self.world.unit_leader, "today": timezone.localdate()}
            self.denied += self.attempt("objection", register_objection, evidence=told, key=key, details=said, **by)

    @rule()
    def an_objection_is_closed_and_it_is_cleared_again(self) -> None:
        row = Objection.objects.open().order_by("pk").last()
        if row and self.attempt("restore", restore_item, objection=row, reason="En fejl", by=self.world.chef):
            self.denied -= 1
        example = self.example("plays")
        self.attempt("clear", clear_example, example=example, expected_version=example.version, by=self.world.chef)

    @rule()
    def the_note_is_taken_back(self) -> None:
        note = notes.fresh(self.world.note)
        self.note_is_back |= self.attempt(
            "note", withdraw_note, note=note, expected_version=note.version, by=self.world.writer
        )

    @rule(ended=st.booleans())
    def a_role_ends_or_begins(self, ended: bool) -> None:
        last = timezone.localdate() - timedelta(days=1) if ended else None
        Membership.objects.filter(user=self.world.people["guest"]).update(ends_on=last)
        self.ended = ended

    # What one may see

    def is_anybody(self, name: str) -> bool:
        return not (name == "guest" and self.ended)

    def sees_day(self, name: str, number: int) -> bool:
        announced = self.states[number] != "planned"
        return self.is_anybody(name) and (
            name == "planner" or (announced and (name == "leader" or name in self.invited[number]))
        )

    def sees_example(self, name: str, example: str) -> bool:
        """What the steps say of objections, besides the state of the example."""
        cleared = self.example(example).state == ExampleState.CLEARED
        assert not (cleared and example == "plays" and self.denied), "an objection takes the clearance back"
        shows = [
            self.states[number] in ("invited", "held") and name in self.invited[number] and example in programme
            for number, programme in enumerate(self.programmes)
        ]
        return cleared and self.is_anybody(name) and (name in ("leader", "planner") or any(shows))

    @invariant()
    def everybody_sees_their_days_and_no_more(self) -> None:
        self.step += 1
        for position, name in enumerate(CAST):
            if name != "guest" and (self.step + position) % 3:
                continue  # the others are asked at every third step
            client = self.world.clients[name]
            texts = [client.get("/lederforum/dage/").content.decode()]
            assert [title in texts[0] for title in DAYS] == [self.sees_day(name, number) for number in (0, 1)], name
            if self.step % 3 == 0:
                texts += [client.get(address).content.decode() for address in ("/", "/lederforum/", "/soeg/?q=Lærte")]
            for number in (0, 1):
                texts += self.asked_of_the_day(client, name, number)
            for example, title in (("plays", PLAYS), ("outside", OUTSIDE)):
                sees, page = self.sees_example(name, example), client.get(self.example(example).get_url())
                assert (page.status_code == 200) == sees, (name, example)
                assert sees or not any(title in text for text in texts), (name, example)
            if name != "planner":  # who reads the evidence itself, as a consultant of its area
                fetches = client.get(self.world.photo.url("thumb")).status_code == 200
                assert fetches == self.sees_example(name, "plays"), (name, "photo")
            if name in ("guest", "parent"):
                assert not any(words in text for text in texts for words in (NOTE, WORDS)), name
                assert client.get(self.world.note.url).status_code == 404

    def asked_of_the_day(self, client: Client, name: str, number: int) -> list[str]:
        """The texts of the day's page and its run, after asking whether they should be there at all."""
        day, sees = self.day(number), self.sees_day(name, number)
        page = client.get(day.get_url())
        run, still = (client.get(reverse(f"forum_day_{which}", args=[day.slug])) for which in ("show", "still"))
        shows = sees and self.states[number] != "cancelled"
        assert (page.status_code == 200) == sees, (name, DAYS[number])
        assert (run.status_code == 200) == (still.status_code == 200) == shows, (name, DAYS[number])
        keys = set(json.loads(still.content)["shown"]) if shows else set()
        programme = self.programmes[number] if shows else set()
        cleared = {one for one in programme if one != "note" and self.example(one).state == ExampleState.CLEARED}
        assert {key for key in keys if key[0] == "x"} == {f"x{self.world.shown[one]}" for one in cleared}
        assert (f"m{self.world.photo.key.hex}" in keys) == ("plays" in cleared)
        room_reads = not self.note_is_back and self.invited[number] <= {"leader"} and name in ("leader", "planner")
        assert any(key[0] == "n" for key in keys) == ("note" in programme and room_reads), (name, DAYS[number])
        return [page.content.decode(), run.content.decode()]


#: A walk through every step, since chance may not come to all of them.
CERTAIN: list[Callable[[Walk], None]] = [
    lambda walk: walk.plans(1, ["note"]),
    lambda walk: walk.invites(1, "leader", off=False),
    lambda walk: walk.sends(1),
    lambda walk: walk.is_objected_to(whole=False, withdraw=False),
    lambda walk: walk.an_objection_is_closed_and_it_is_cleared_again(),
    lambda walk: walk.a_role_ends_or_begins(ended=True),
    lambda walk: walk.a_role_ends_or_begins(ended=False),
    lambda walk: walk.invites(1, "guest", off=False),
    lambda walk: walk.the_note_is_taken_back(),
    lambda walk: walk.invites(0, "guest", off=True),
    lambda walk: walk.invites(0, "guest", off=False),
    lambda walk: walk.holds(0),
    lambda walk: walk.is_taken_down("outside", again=False),
    lambda walk: walk.is_objected_to(whole=True, withdraw=True),
    lambda walk: walk.cancels(1),
]


def test_no_sequence_shows_more_of_a_day(own_store: Any) -> None:
    Walk.world = World()
    Walk.seen = Counter()
    walk = Walk()
    try:
        walk.begin(what=["outside", "note"], sent=True)
        for step in CERTAIN:
            step(walk)
            walk.everybody_sees_their_days_and_no_more()
    finally:
        walk.teardown()
    steps = {
        "plan",
        "add",
        "uninvite",
        "invite",
        "cancel",
        "hold",
        "take_down",
        "objection",
        "withdraw",
        "restore",
        "note",
    }
    assert not steps - set(+Walk.seen), Walk.seen
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=5, stateful_step_count=7, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
