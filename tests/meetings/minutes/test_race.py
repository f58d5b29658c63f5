"""Of two simultaneous decisions exactly one wins; tested with threads, on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections
from wagtail.models import TaskState, WorkflowState

from accounts.user import User
from foundation.errors import Conflict
from meetings.agreements.models import Agreement
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.approval.withdraw_submission import withdraw_submission
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord, SubmittedVersion
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_sections import SectionInput, save_sections
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.sections import fingerprint, sections_of
from tests.meetings.minutes.scene import TODAY, Scene, agreed, begun, full_text, save, submitted

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def at_once(*acts: Callable[[], object]) -> list[Any]:
    """Run each act in a thread with its own connection, all started together; return what each returned or raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            results[number] = act()
        except Exception as error:  # returned to the test
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=600)
    return results


def page(scene: Scene) -> MinutesPage:
    return MinutesPage.objects.get(pk=scene.minutes.pk)


def approval(scene: Scene) -> Callable[[], ApprovalRecord]:
    waiting, own = scene.minutes.submissions.get(), page(scene)
    arguments = {
        "expected_version": waiting.version,
        "content_hash": waiting.content_hash,
        "by": scene.chef,
        "today": TODAY,
    }
    return lambda: approve_minutes(minutes=own, **arguments)


def sending_back(scene: Scene) -> Callable[[], SubmittedVersion]:
    waiting, own = scene.minutes.submissions.get(), page(scene)
    return lambda: return_minutes(
        minutes=own, expected_version=waiting.version, reason="Nej", by=scene.chef, today=TODAY
    )


def taking_back(scene: Scene) -> Callable[[], SubmittedVersion]:
    waiting, own = scene.minutes.submissions.get(), page(scene)
    return lambda: withdraw_submission(minutes=own, expected_version=waiting.version, by=scene.leader, today=TODAY)


@pytest.mark.parametrize("other", [approval, sending_back, taking_back])
def test_exactly_one_decision_wins_and_all_records_agree_with_it(
    other: Callable[[Scene], Callable[[], object]],
) -> None:
    for _round in range(ROUNDS):
        scene = submitted()
        results = at_once(approval(scene), other(scene))
        lost = [result for result in results if isinstance(result, Conflict)]
        assert len(lost) == 1, results
        assert not [result for result in results if isinstance(result, Exception) and result not in lost]
        minutes, submission = page(scene), scene.minutes.submissions.get()
        approved = minutes.state == MinutesState.APPROVED
        assert approved == (submission.decision == "approved")
        assert approved == ApprovalRecord.objects.filter(minutes=minutes).exists()
        assert approved == Agreement.objects.filter(minutes=minutes).exists()
        assert approved == minutes.live
        task_state = TaskState.objects.for_instance(minutes).get()
        assert approved == (task_state.status == TaskState.STATUS_APPROVED)
        assert approved == (WorkflowState.objects.for_instance(minutes).get().status == WorkflowState.STATUS_APPROVED)
        by, message = submission.decided_by.name, str(lost[0])
        assert by in message


def test_approving_during_a_withdrawal_never_freezes_another_text() -> None:
    for _round in range(ROUNDS):
        scene = submitted()
        read = scene.minutes.submissions.get().content

        def take_back_and_write(scene: Scene = scene) -> MinutesPage:
            taking_back(scene)()
            own = page(scene)
            content = full_text(scene, adjust_frame="Smuglet ind")
            return save(own, content, scene.leader)

        at_once(approval(scene), take_back_and_write)
        record = ApprovalRecord.objects.filter(minutes=scene.minutes).first()
        if record is not None:
            assert record.content == read
            assert page(scene).adjust_frame == ""
        else:
            assert page(scene).state == MinutesState.DRAFT


EACH = 200


def test_four_hundred_saves_of_two_people_in_all_sections_lose_nothing() -> None:
    """Each writes in turn in a section of their own and in one that both write in, as their pages do."""
    scene = begun()
    save(scene.minutes, replace(draft_content(scene.minutes), agreements=(agreed("Start"),)), scene.leader)
    keys = list(sections_of(draft_content(page(scene))))
    items = [key for key in keys if key[0] == "sections"]
    own = {"a": [items[0], ("adjust_frame", "")], "b": [items[1], ("adjust_content", "")]}
    shared = next(key for key in keys if key[0] == "agreements")

    def write(who: str, by: User) -> tuple[int, int]:
        met = refused = 0
        for number in range(EACH):
            is_shared = number % 4 == 0
            key = shared if is_shared else own[who][number % 2]
            while True:
                before = sections_of(draft_content(page(scene)))[key]
                values = {**before, "text": f"{before['text']} {who}{number}".strip()}
                written = {key: SectionInput(values, fingerprint(before))}
                if not save_sections(minutes=scene.minutes, inputs=written, by=by).conflicts:
                    break
                refused += is_shared
                met += not is_shared
        return met, refused

    results = at_once(lambda: write("a", scene.leader), lambda: write("b", scene.consultant))
    assert [result[0] for result in results] == [0, 0], results  # in sections of their own they never meet
    stored = sections_of(draft_content(page(scene)))
    words = " ".join(stored[key]["text"] for key in [*own["a"], *own["b"], shared]).split()
    assert sorted(words) == sorted(["Start", *(f"{who}{number}" for who in "ab" for number in range(EACH))])
    versions = SectionVersion.objects.filter(meeting=scene.meeting)
    assert versions.exclude(saved_by=None).count() == 2 * EACH + 1
    assert page(scene).version == 2 * EACH + 2
