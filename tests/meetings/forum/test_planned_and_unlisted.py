"""Examples that are shown from a day, archived, or superseded: who sees them when, and what can't publish them."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from accounts.roles import Role
from accounts.user import User
from foundation.errors import NotAllowed, ReasonMissing
from foundation.forms.optimistic_lock import AlreadyDone
from media.enums import Audience
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.forum.clear_example import FirstDayOutOfRange, clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage, NotCleared
from meetings.forum.showing.list_again import list_again
from meetings.forum.showing.unlist import NoSuccessor, unlist
from meetings.forum.take_down import take_down
from meetings.forum.trials.models import Trial
from meetings.meeting.current_meetings import start_of
from meetings.moderation.publish_scheduled import publish_scheduled
from meetings.search.find_entries import findable_entries
from meetings.units import access
from meetings.units.enums import UnitKind
from tests import factories
from tests.meetings.forum.days.made import forum_day
from tests.meetings.forum.test_example_actions import STORY, Stage
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db


class Planned(Stage):
    """An example with a photo, cleared today for a day in a week."""

    def __init__(self) -> None:
        super().__init__()
        self.day = timezone.localdate() + timedelta(days=7)
        proposed = self.propose()
        self.example = clear_example(
            example=proposed, expected_version=proposed.version, by=self.chef, show_from=self.day
        )

    def now(self) -> ExamplePage:
        return ExamplePage.objects.get(pk=self.example.pk)

    def sees(self, user: User) -> bool:
        access.clear_cached_access(user)
        return access.may_see(user, self.now())

    def morning(self, day: date | None = None) -> Any:
        """Just after midnight."""
        return time_machine.travel(start_of(day or self.day) + timedelta(seconds=1))


@pytest.fixture
def stage() -> Planned:
    return Planned()


def finds(user: User, slug: str) -> bool:
    client = Client()
    client.force_login(user)
    return f"/lederforum/{slug}/" in client.get("/lederforum/").content.decode()


def test_a_planned_example_is_seen_by_no_leader_before_its_day_and_by_all_from_then_on(stage: Planned) -> None:
    example = stage.now()
    assert example.state == ExampleState.PLANNED and not example.live
    assert not stage.sees(stage.other_leader) and not stage.fetches(stage.other_leader)
    assert not finds(stage.other_leader, example.slug)
    assert stage.sees(stage.leader) and stage.sees(stage.chef) and stage.fetches(stage.chef)
    assert Evidence.objects.get(pk=stage.evidence.pk).audience == Audience.MEETING
    assert f"fra den {stage.day.day}. " in queued_mails()[-1].subject
    with stage.morning(stage.day - timedelta(days=1)):
        assert publish_scheduled.call() == 0
        call_command("publish_scheduled")
        assert not stage.sees(stage.other_leader)
    with stage.morning():
        assert publish_scheduled.call() == 1
        assert stage.now().state == ExampleState.CLEARED and stage.now().live
        assert stage.sees(stage.other_leader) and stage.fetches(stage.other_leader)
        assert finds(stage.other_leader, example.slug)
    assert Evidence.objects.get(pk=stage.evidence.pk).audience == Audience.LEADER_FORUM


def test_wagtails_own_command_shows_it_on_its_day_like_our_task(stage: Planned) -> None:
    with stage.morning():
        call_command("publish_scheduled")
        assert stage.now().state == ExampleState.CLEARED and stage.now().live
        assert publish_scheduled.call() == 0


def test_a_forum_day_ahead_does_not_name_or_show_a_planned_example(stage: Planned) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    day = forum_day(people=[guest], examples=[stage.now()])
    client = Client()
    client.force_login(guest)
    assert STORY.title not in client.get(day.url).content.decode()
    assert not stage.sees(guest) and not stage.fetches(guest)


def scheduled(example: ExamplePage, revision: Revision | None = None) -> Revision:
    """A revision that somebody has scheduled in the database, past our actions."""
    revision = revision or example.save_revision(clean=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    return Revision.objects.get(pk=revision.pk)


@pytest.mark.parametrize("state", [ExampleState.PROPOSED, ExampleState.RETURNED, ExampleState.TAKEN_DOWN])
def test_scheduling_shows_nothing_that_was_not_cleared(state: ExampleState) -> None:
    example = factories.example(state=state)
    scheduled(example)
    for publish in (publish_scheduled.call, lambda: call_command("publish_scheduled")):
        with pytest.raises(NotCleared):
            publish()
    now = ExamplePage.objects.get(pk=example.pk)
    assert (now.state, now.live) == (state, False)


def test_scheduling_shows_no_text_that_was_changed_after_its_clearance(stage: Planned) -> None:
    changed = stage.now()
    changed.learnt = "Det modsatte"
    revision = changed.save_revision(clean=False)
    with stage.morning():
        with pytest.raises(NotCleared):
            scheduled(changed, revision).publish()
        with pytest.raises(NotCleared):  # the cleared one is no longer the latest
            publish_scheduled.call()
    assert stage.now().state == ExampleState.PLANNED and not stage.now().live
    assert not stage.sees(stage.other_leader)


def test_what_it_rests_on_is_hidden_before_its_day_so_it_waits_for_clearance_again(stage: Planned) -> None:
    withdraw_evidence(evidence=stage.evidence, reason="Nej", by=stage.leader)
    assert stage.now().state == ExampleState.PROPOSED and stage.now().go_live_at is None
    with stage.morning():
        assert publish_scheduled.call() == 0
        call_command("publish_scheduled")
    assert stage.now().state == ExampleState.PROPOSED and not stage.sees(stage.other_leader)


def test_a_planned_example_is_taken_down_and_changed_like_one_that_is_shown(stage: Planned) -> None:
    down = take_down(
        example=stage.now(), reason="Ikke alligevel", expected_version=stage.now().version, by=stage.leader
    )
    edit_example(example=down, data=STORY, bases={}, expected_version=down.version, by=stage.leader)
    with stage.morning():
        assert publish_scheduled.call() == 0
        call_command("publish_scheduled")
    assert stage.now().state == ExampleState.PROPOSED and not stage.now().live


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_day_that_is_not_ahead_or_too_far_is_refused(days: int) -> None:
    stage = Stage()
    example = stage.propose()
    with pytest.raises(FirstDayOutOfRange):
        clear_example(
            example=example,
            expected_version=example.version,
            by=stage.chef,
            show_from=timezone.localdate() + timedelta(days=days),
        )
    assert ExamplePage.objects.get(pk=example.pk).state == ExampleState.PROPOSED


class Shown(Stage):
    """A cleared example with a photo, and a newer one of the same unit."""

    def __init__(self) -> None:
        super().__init__()
        proposed = self.propose()
        self.example = clear_example(example=proposed, expected_version=proposed.version, by=self.chef)
        self.newer = factories.example(unit=self.unit, state=ExampleState.CLEARED, title="Makkere hver dag")

    def unlist(self, by: User | None = None, **how: Any) -> ExamplePage:
        return unlist(example=self.example, expected_version=self.example.version, by=by or self.leader, **how)


def found_by_search(user: User, word: str) -> bool:
    return findable_entries(user, timezone.localdate()).filter(title__icontains=word).exists()


@pytest.mark.parametrize("successor", [False, True])
def test_what_is_unlisted_is_listed_and_found_no_more_but_can_be_read(successor: bool) -> None:
    shown = Shown()
    Trial.objects.create(example=shown.example, unit=shown.unit, text="Prøvet i 3. klasse", written_by=shown.leader)
    for words in (STORY.title, "Prøvet i 3. klasse"):
        assert found_by_search(shown.other_leader, words)
    shown.unlist(**({"successor": shown.newer} if successor else {"reason": "Forældet"}))
    access.clear_cached_access(shown.other_leader)
    client = Client()
    client.force_login(shown.other_leader)
    assert not finds(shown.other_leader, shown.example.slug)
    for words in (STORY.title, "Prøvet i 3. klasse"):
        assert not found_by_search(shown.other_leader, words)
    page = client.get(f"/lederforum/{shown.example.slug}/").content.decode()
    assert ("Makkere hver dag" in page) == successor and ("Forældet" not in page)
    assert client.get(f"/lederforum/{shown.example.slug}/vis/").status_code == 200
    assert shown.fetches(shown.other_leader)


def test_a_superseded_example_does_not_name_a_newer_one_that_was_taken_down() -> None:
    shown = Shown()
    shown.unlist(successor=shown.newer)
    ExamplePage.objects.filter(pk=shown.newer.pk).update(state=ExampleState.TAKEN_DOWN)
    client = Client()
    client.force_login(shown.other_leader)
    assert "Makkere hver dag" not in client.get(f"/lederforum/{shown.example.slug}/").content.decode()


def test_a_forum_day_still_shows_an_archived_example() -> None:
    shown, guest = Shown(), factories.user(role=Role.DEPARTMENT_LEADER)
    day = forum_day(people=[guest], examples=[shown.example])
    shown.unlist(reason="Forældet")
    client = Client()
    client.force_login(guest)
    assert STORY.title in client.get(day.url).content.decode()
    assert client.get(f"/lederforum/{shown.example.slug}/").status_code == 200 and shown.fetches(guest)


def test_who_leads_another_unit_or_clears_in_another_area_puts_nothing_away() -> None:
    shown = Shown()
    elsewhere = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area(UnitKind.DAYCARE))
    for other in (shown.other_leader, elsewhere, factories.user(role=Role.FORUM_MEMBER)):
        with pytest.raises(NotAllowed):
            shown.unlist(by=other, reason="Forældet")
        with pytest.raises(NotAllowed):
            list_again(example=shown.example, expected_version=shown.example.version, by=other)
    assert ExamplePage.objects.get(pk=shown.example.pk).state == ExampleState.CLEARED


def test_the_units_leaders_do_not_undo_the_archiving_and_find_no_link_to_it() -> None:
    shown = Shown()
    away, client = shown.unlist(reason="Forældet", by=shown.chef), Client()
    with pytest.raises(NotAllowed):
        list_again(example=away, expected_version=away.version, by=shown.leader)
    address = f"/lederforum/{away.slug}/vis-igen/"
    for person, status in ((shown.leader, 404), (shown.chef, 200)):
        client.force_login(person)
        assert (address in client.get(f"/lederforum/{away.slug}/").content.decode()) == (status == 200)
        assert client.get(address).status_code == status
    client.force_login(shown.leader)
    assert client.post(address, {"seen": away.version}).status_code == 404
    assert ExamplePage.objects.get(pk=away.pk).state == ExampleState.ARCHIVED


def test_a_reason_or_a_shown_example_of_the_same_unit_is_needed() -> None:
    shown = Shown()
    with pytest.raises(ReasonMissing):
        shown.unlist(reason=" ")
    waits = factories.example(unit=shown.unit, state=ExampleState.PLANNED)
    for wrong in (waits, shown.example, factories.example(state=ExampleState.CLEARED)):
        with pytest.raises(NoSuccessor):
            shown.unlist(successor=wrong)


def test_what_was_unlisted_is_listed_again_by_hand_and_hidden_by_an_objection_like_any_other() -> None:
    shown = Shown()
    away = shown.unlist(reason="Forældet")
    back = list_again(example=away, expected_version=away.version, by=shown.chef)
    assert back.state == ExampleState.CLEARED and finds(shown.other_leader, back.slug)
    with pytest.raises(AlreadyDone):
        list_again(example=back, expected_version=back.version, by=shown.chef)
    again = unlist(example=back, successor=shown.newer, expected_version=back.version, by=shown.leader)
    withdraw_evidence(evidence=shown.evidence, reason="Nej", by=shown.leader)
    access.clear_cached_access(shown.other_leader)
    assert not access.may_see(shown.other_leader, ExamplePage.objects.get(pk=again.pk))
    assert not shown.fetches(shown.other_leader)
