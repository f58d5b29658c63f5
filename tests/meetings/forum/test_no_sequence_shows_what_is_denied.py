"""Stateful test: no sequence of actions shows anybody what the access rules deny.

Hypothesis picks random steps, from sharing to changed roles. After every step several people request pages and files.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Revision

from accounts.roles import MATRIX, Right, Role
from accounts.user import User
from foundation.errors import Refusal
from media.enums import LegalBasis
from media.media_item import MediaItem
from media.models import Objection
from media.privacy.clear_for_forum import clear_for_forum
from media.privacy.record_objection import ObjectionDetails
from media.privacy.set_privacy import PrivacyAnswers, set_privacy
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.objections.restore_item import restore_item
from meetings.evidence.objections.uphold_objection import uphold_objection
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.retention.extend_retention import extend_retention
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import CLEARED_STATES, ExampleState
from meetings.forum.example_data import ExampleData
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.forum.showing.list_again import list_again
from meetings.forum.showing.unlist import unlist
from meetings.forum.take_down import take_down
from meetings.moderation.publish_scheduled import publish_scheduled
from meetings.units import access
from meetings.units.membership import Membership
from tests import factories
from tests.media.conftest import own_store
from tests.meetings.evidence import scene as scenes

__all__ = ["own_store"]
pytestmark = pytest.mark.django_db
EXAMPLE = ExampleData(title="Vandhullet", did="Gjorde", saw="Så", learnt="Lærte", others_can_use="Brug", contact="Os")
CAST = ("leader", "staff", "board", "chef", "consultant", "stranger", "editor", "admin", "member")
#: People whose role may end and begin: one in the unit, one in the area, one in the whole municipality.
MOVING = ("staff", "chef", "member")
#: Mostly people with the right; otherwise few steps would succeed.
leads = st.sampled_from(("leader", "leader", "leader", "staff", "chef", "stranger"))


class World:
    """The data before the first step; each run begins with them."""

    def __init__(self) -> None:
        scene = scenes.set_up()
        self.people = {name: getattr(scene, name) for name in CAST[:6]}
        self.people["editor"] = factories.user(role=Role.CENTRAL_EDITOR)
        self.people["admin"] = factories.user(role=Role.ADMINISTRATOR)
        self.people["member"] = factories.user(role=Role.FORUM_MEMBER)
        self.unit, self.meeting = scene.unit, scene.meeting
        factories.forum()
        self.evidence = scene.draft(by=scene.staff, kind=EvidenceKind.PHOTOS, body=[], title="Vandhullet")
        self.photo = scene.with_photo(self.evidence, delete_after=timezone.localdate() + timedelta(days=90))
        self.page_url, self.photo_url = scene.page(self.evidence), self.photo.url("thumb")
        self.meeting_url = self.meeting.get_url()
        self.clients = {}
        for name, person in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(person)


class Walk(RuleBasedStateMachine):
    world: World
    seen: Counter[str] = Counter()

    @initialize(start=st.sampled_from(("draft", "shared", "waits", "planned", "cleared", "objected", "restored")))
    def begin(self, start: str) -> None:
        self.stale = MediaItem.objects.get(pk=self.world.photo.pk)
        if start != "draft":
            self.shares("leader", back=False)
        if start not in ("draft", "shared"):
            self.proposes(with_photo=True, basis="consent")
        if start == "planned":
            self.clears("chef", down=False, planned=True)
        if start in ("cleared", "objected", "restored"):
            self.clears("chef", down=False)
        if start in ("objected", "restored"):
            self.objects("admin", whole=False)
        if start == "restored":
            self.restores("chef", newest=True, upheld=False)

    def __init__(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.denied_file, self.denied_piece, self.step = 0, 0, 0
        super().__init__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # Present state

    def person(self, name: str) -> User:
        return type(self.world.people[name]).objects.get(pk=self.world.people[name].pk)

    @property
    def evidence(self) -> Evidence:
        return Evidence.objects.select_related("unit__area", "meeting__cycle").get(pk=self.world.evidence.pk)

    @property
    def photo(self) -> MediaItem | None:
        return MediaItem.objects.filter(pk=self.world.photo.pk).first()

    @property
    def example(self) -> ExamplePage | None:
        return ExamplePage.objects.select_related("unit__area").first()

    def attempt(self, name: str, act: Callable[..., object], **arguments: Any) -> bool:
        try:
            with transaction.atomic():
                act(**arguments)
        except Refusal:
            return False
        self.seen[name] += 1
        return True

    # Steps

    @rule(by=leads, back=st.sampled_from((False, False, True)))
    def shares(self, by: str, back: bool) -> None:
        now, person = self.evidence, self.person(by)
        if back:
            self.attempt("unshare", unshare_evidence, evidence=now, reason="Mangler ord", by=person)
        else:
            given = {"evidence": now, "expected_version": now.version, "by": person, "today": timezone.localdate()}
            self.attempt("share", share_evidence, **given)

    @rule(by=leads, whole=st.booleans())
    def withdraws(self, by: str, whole: bool) -> None:
        was, item, person = self.evidence.withdrawn_at, self.photo, self.person(by)
        if whole:
            done = self.attempt("withdraw", withdraw_evidence, evidence=self.evidence, reason="Nej", by=person)
            self.denied_piece += done and was is None
        elif item is not None:
            arguments = {"key": item.key, "reason": "Nej", "by": person}
            done = self.attempt("withdraw_file", withdraw_evidence, evidence=self.evidence, **arguments)
            self.denied_file += done and not item.is_withdrawn

    @rule(by=st.sampled_from(("leader", "chef", "admin", "stranger", "staff")), whole=st.booleans())
    def objects(self, by: str, whole: bool) -> None:
        done = self.attempt(
            "objection", register_objection, evidence=self.evidence, key=None if whole else self.world.photo.key,
            details=ObjectionDetails("objection", "parent"), by=self.person(by), today=timezone.localdate(),
        )  # fmt: skip
        if whole:
            self.denied_piece += done
        else:
            self.denied_file += done

    @rule(by=st.sampled_from(("leader", "leader", "chef", "admin")), newest=st.booleans(), upheld=st.booleans())
    def restores(self, by: str, newest: bool, upheld: bool) -> None:
        rows = list(Objection.objects.open().order_by("pk"))
        if not rows:
            return
        one, person = rows[-1 if newest else 0], self.person(by)
        if upheld:
            self.attempt("uphold", uphold_objection, objection=one, by=person)
        if self.attempt("restore", restore_item, objection=one, reason="En misforståelse", by=person):
            if one.item_key is None:
                self.denied_piece -= 1
            else:
                self.denied_file -= 1

    @rule(with_photo=st.booleans(), basis=st.sampled_from(("public_task", "consent")))
    def proposes(self, with_photo: bool, basis: str) -> None:
        """Propose the example, or edit it, which submits it again."""
        example, leader = self.example, self.person("leader")
        arguments: dict[str, Any] = {"data": EXAMPLE, "bases": {self.world.photo.key: basis} if with_photo else {}}
        if example is None:
            self.attempt("propose", propose_example, evidence=self.evidence, by=leader, **arguments)
        else:
            arguments |= {"example": example, "expected_version": example.version, "by": leader}
            self.attempt("edit", edit_example, **arguments)

    @rule(
        by=st.sampled_from(("chef", "editor", "leader", "admin")), down=st.sampled_from((False, False, True)),
        planned=st.booleans(),
    )  # fmt: skip
    def clears(self, by: str, down: bool, planned: bool = False) -> None:
        if (example := self.example) is None:
            return
        arguments = {"example": example, "expected_version": example.version, "by": self.person(by)}
        if planned and not down:
            ahead = timezone.localdate() + timedelta(days=1)
            self.attempt("plan", clear_example, show_from=ahead, **arguments)
        elif down:
            self.attempt("take_down", take_down, reason="Slut", **arguments)
        else:
            self.attempt("clear", clear_example, **arguments)

    @rule()
    def its_day_comes(self) -> None:
        """What is scheduled is due now."""
        due = Revision.objects.filter(approved_go_live_at__isnull=False)
        ExamplePage.objects.filter(go_live_at__isnull=False).update(go_live_at=timezone.now())
        if due.update(approved_go_live_at=timezone.now()):
            self.seen["shown"] += publish_scheduled.call()

    @rule(by=st.sampled_from(("chef", "leader", "stranger")), again=st.booleans())
    def archives(self, by: str, again: bool) -> None:
        if (example := self.example) is None:
            return
        arguments = {"example": example, "expected_version": example.version, "by": self.person(by)}
        if again:
            self.attempt("list_again", list_again, **arguments)
        else:
            self.attempt("archive", unlist, reason="Forældet", **arguments)

    @rule(basis=st.sampled_from(LegalBasis.values))
    def registers_a_basis_afterwards(self, basis: str) -> None:
        """Consent, legal basis and clearance registered later never override the objection."""
        item, today = self.photo, timezone.localdate()
        if item is None:
            return
        said = PrivacyAnswers(
            legal_basis=basis, delete_after=today + timedelta(days=60), consent_note="Forældre, i dag"
        )
        if item.delete_after >= today:
            self.attempt("privacy", set_privacy, item=item, answers=said, by=self.person("leader"), today=today)
        self.attempt("basis", clear_for_forum, item=self.photo, basis=basis, by=self.person("chef"), now=timezone.now())

    @rule()
    def a_slow_worker_saves_what_it_read_long_ago(self) -> None:
        if self.photo is not None:
            self.stale.alt_text = "Et vandhul"
            self.stale.delete_after = self.photo.delete_after
            self.stale.save()
            self.seen["stale"] += 1

    @rule(then=st.sampled_from(("", "", "kept longer", "night")))
    def its_date_passes(self, then: str) -> None:
        today = timezone.localdate()
        MediaItem.objects.filter(pk=self.world.photo.pk).update(delete_after=today - timedelta(days=1))
        if then == "kept longer":
            arguments = {"delete_after": today + timedelta(days=99), "reason": "Næste år", "today": today}
            arguments |= {"key": self.world.photo.key, "by": self.person("leader")}
            self.attempt("extend", extend_retention, evidence=self.evidence, **arguments)
        elif then:
            self.seen["deleted"] += delete_expired_evidence(today=today).total

    @rule(name=st.sampled_from(MOVING), begins=st.booleans())
    def a_role_changes(self, name: str, begins: bool) -> None:
        last = None if begins else timezone.localdate() - timedelta(days=1)
        Membership.objects.filter(user=self.world.people[name]).update(ends_on=last)

    # Invariants

    def expected(self, name: str) -> tuple[bool, bool, bool]:
        """(page, photo, example): what the person may see by the matrix of roles and the facts, stated independently
        of the code."""
        person, unit, page, item = self.person(name), self.world.unit, self.evidence, self.photo
        mine = [row for row in Membership.objects.current(timezone.localdate()).filter(user=person)]

        def may(right: Right, *, anywhere: bool = False) -> bool:
            return any(
                right in MATRIX[Role(row.role)]
                and (
                    anywhere
                    or row.unit_id == unit.pk
                    or row.area_id == unit.area_id
                    or not (row.unit_id or row.area_id)
                )
                for row in mine
            )

        gathers = may(Right.SEE_DRAFT_EVIDENCE)
        shared = page.audience != "unit" and page.withdrawn_at is None
        reads = gathers or (shared and (may(Right.SEE_PLANNED_MEETING) or may(Right.SEE_SHARED_EVIDENCE)))
        example = self.example
        state = example.state if example is not None else ""
        finds = state in ("cleared", "archived") and may(Right.SEE_FORUM, anywhere=True)
        decides = state in ("proposed", "planned") and may(Right.CLEAR_EXAMPLE)
        denied = self.denied_file > 0 or self.denied_piece > 0
        gone = item is None or item.delete_after < timezone.localdate()
        chosen = example is not None and example.media_rows.filter(media_key=self.world.photo.key).exists()
        by_example = chosen and item is not None and bool(item.forum_basis) and (finds or decides)
        return reads, not denied and not gone and (reads or by_example), finds

    @invariant()
    def everybody_gets_what_the_rules_say_and_no_more(self) -> None:
        self.step += 1
        for position, name in enumerate(CAST):
            if (self.step + position) % 3:
                continue  # each person is checked at every third step; checking all at every step would take minutes
            reads, fetches, finds = self.expected(name)
            client = self.world.clients[name]
            page = client.get(self.world.page_url)
            assert (page.status_code == 200) == reads, (name, page.status_code)
            assert (client.get(self.world.photo_url).status_code == 200) == fetches, (name, "photo")
            assert access.may_see(self.person(name), self.evidence) == reads
            texts = [page.content.decode()]
            if (self.step + position) % 6 == 0:
                texts += [client.get(url).content.decode() for url in (self.world.meeting_url, "/lederforum/")]
                example = self.example
                listed = finds and example is not None and example.state == ExampleState.CLEARED
                assert example is None or (f'href="/lederforum/{example.slug}/"' in texts[2]) >= listed
                if example is not None:
                    shown = client.get(f"/lederforum/{example.slug}/vis/")
                    assert (shown.status_code == 200) == finds
                    texts += [shown.content.decode(), client.get(f"/lederforum/{example.slug}/").content.decode()]
            if self.denied_file or self.denied_piece:
                assert not any(str(self.world.photo.key) in text.replace(self.item_url(), "") for text in texts), name
            if self.denied_piece:
                assert not any("Vandhullet" in text for text in texts[:2]), name

    def item_url(self) -> str:
        """The only URL with the photo's key that may be shown: where one objects to it."""
        return f"/medie/{self.world.photo.key}/"

    @invariant()
    def what_is_denied_is_cleared_for_nobody(self) -> None:
        denied = self.denied_file > 0 or self.denied_piece > 0
        item, example = self.photo, self.example
        assert Objection.objects.open().count() == self.denied_file + self.denied_piece
        if item is not None:
            assert item.is_withdrawn == denied
            assert not (denied and item.is_cleared_for_forum)
        if denied and example is not None and example.media_rows.filter(media_key=self.world.photo.key).exists():
            assert example.state not in CLEARED_STATES
        if self.denied_piece and example is not None:
            assert example.state not in CLEARED_STATES
        assert (self.evidence.withdrawn_at is not None) == (self.denied_piece > 0)


#: Steps that chance may not come to.
CERTAIN: list[Callable[[Walk], None]] = [
    lambda walk: walk.its_date_passes(then="night"),
    lambda walk: walk.archives(by="chef", again=False),
    lambda walk: walk.its_date_passes(then="kept longer"),
    lambda walk: walk.registers_a_basis_afterwards(basis=LegalBasis.CONSENT.value),
    lambda walk: walk.a_slow_worker_saves_what_it_read_long_ago(),
]


def _take(start: str, step: Callable[[Walk], None]) -> None:
    walk = Walk()
    try:
        walk.begin(start=start)
        step(walk)
        walk.everybody_gets_what_the_rules_say_and_no_more()
        walk.what_is_denied_is_cleared_for_nobody()
    finally:
        walk.teardown()


def test_no_sequence_shows_what_is_denied(own_store: Any) -> None:
    Walk.world = World()
    Walk.seen = Counter()
    for start, step in (*product(("shared", "cleared", "restored"), CERTAIN), ("planned", CERTAIN[0])):
        _take(start, step)
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=16, stateful_step_count=12, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    # Every step must have succeeded in some run; otherwise the test proves nothing.
    lacking = {
        "share",
        "objection",
        "restore",
        "propose",
        "clear",
        "deleted",
        "basis",
        "stale",
        "plan",
        "archive",
    } - set(+Walk.seen)
    assert not lacking, Walk.seen
