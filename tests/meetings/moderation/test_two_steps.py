"""A municipality has the consultant read before the head of area decides: everything follows the workflow."""

import pytest
from django.test import Client

from accounts.roles import Role
from accounts.user import User
from foundation.errors import NotAllowed
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.approval.withdraw_submission import withdraw_submission
from meetings.minutes.enums import MinutesState
from meetings.minutes.my_tasks import tasks_for
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.moderation.decide_step import AlreadyDecided, OwnSubmission
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.tasks import ConsultantTask
from tests import factories
from tests.meetings.minutes.scene import TODAY, Scene, submit, submitted, written
from tests.queued_mails import forget_mails, queued_mail, queued_mails

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _consultant_reads_first(db: None) -> None:
    from tests.meetings.moderation.workflows import add_first_step

    add_first_step(ModeratedKind.MINUTES, ConsultantTask)


@pytest.fixture
def scene() -> Scene:
    forget_mails()
    return submitted()


def decide(scene: Scene, by: User) -> ApprovalRecord | None:
    waiting = scene.minutes.submissions.latest("pk")
    return approve_minutes(
        minutes=scene.minutes, expected_version=waiting.version, content_hash=waiting.content_hash, by=by, today=TODAY
    )


def state(scene: Scene) -> str:
    return MinutesPage.objects.get(pk=scene.minutes.pk).state


def titles(person: User) -> list[str]:
    return [task.title for task in tasks_for(person, TODAY)]


def test_the_consultant_passes_on_and_the_head_approves(scene: Scene) -> None:
    assert decide(scene, scene.consultant) is None
    assert state(scene) == MinutesState.SUBMITTED
    record = decide(scene, scene.chef)
    assert record is not None and record.approved_by == scene.chef
    assert state(scene) == MinutesState.APPROVED


def test_the_head_cannot_decide_before_the_consultant(scene: Scene) -> None:
    with pytest.raises(NotAllowed, match="Konsulenten læser"):
        decide(scene, scene.chef)
    assert state(scene) == MinutesState.SUBMITTED


def test_the_consultant_cannot_decide_for_the_head(scene: Scene) -> None:
    decide(scene, scene.consultant)
    with pytest.raises(NotAllowed, match="Chefens godkendelse"):
        decide(scene, scene.consultant)
    assert not ApprovalRecord.objects.exists()


@pytest.mark.parametrize("who", ["leader", "team", "staff", "board"])
def test_nobody_else_passes_on(scene: Scene, who: str) -> None:
    with pytest.raises(NotAllowed):
        decide(scene, getattr(scene, who))


def test_a_consultant_of_another_area_neither_passes_on_nor_sees_it(scene: Scene) -> None:
    other = factories.user(role=Role.CONSULTANT, area=factories.make_area("daycare"))
    with pytest.raises(NotAllowed):
        decide(scene, other)
    assert titles(other) == []
    client = Client()
    client.force_login(other)
    assert client.get(scene.address("afgoer")).status_code == 404


def test_who_submitted_does_not_pass_on() -> None:
    scene = written()
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(sender=scene.consultant)
    scene.leader = scene.consultant
    scene.minutes.refresh_from_db()
    submit(scene)
    with pytest.raises(OwnSubmission):
        decide(scene, scene.consultant)


def test_front_pages_and_mails_follow_the_step(scene: Scene) -> None:
    assert "Læs referatet, før chefen tager stilling" in titles(scene.consultant)
    assert "Godkend referatet" not in titles(scene.chef)
    assert {mail.to for mail in queued_mails()} == {scene.consultant.email}
    forget_mails()
    decide(scene, scene.consultant)
    assert "Læs referatet, før chefen tager stilling" not in titles(scene.consultant)
    assert "Godkend referatet" in titles(scene.chef)
    assert "Skovskolen" in queued_mail(scene.chef.email).subject


def test_pages_say_what_this_person_does_next(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.chef)
    assert client.get(scene.address("afgoer")).status_code == 302
    assert "Næste trin: Konsulenten læser." in client.get(scene.address()).content.decode()
    client.force_login(scene.consultant)
    assert "Send referatet videre" in client.get(scene.address("afgoer")).content.decode()


def test_the_history_names_steps_people_and_reasons(scene: Scene) -> None:
    first = scene.minutes.submissions.get()
    return_minutes(
        minutes=scene.minutes, expected_version=first.version, reason="Ret punkt 2", by=scene.consultant, today=TODAY
    )
    scene.minutes.refresh_from_db()
    submit(scene)
    decide(scene, scene.consultant)
    decide(scene, scene.chef)
    client = Client()
    client.force_login(scene.leader)
    text = client.get(scene.address()).content.decode()
    for words in ("Konsulenten læser: sendt retur", "Ret punkt 2", "Konsulenten læser: sendt videre",
                  "Chefens godkendelse: godkendt", scene.consultant.name, scene.chef.name):  # fmt: skip
        assert words in text
    assert len(ApprovalRecord.objects.get().history) == 5


def test_after_a_return_by_the_head_the_consultant_reads_the_new_text(scene: Scene) -> None:
    decide(scene, scene.consultant)
    version = scene.minutes.submissions.get().version
    return_minutes(minutes=scene.minutes, expected_version=version, reason="Ret", by=scene.chef, today=TODAY)
    scene.minutes.refresh_from_db()
    submit(scene)
    with pytest.raises(NotAllowed, match="Konsulenten læser"):
        decide(scene, scene.chef)
    assert decide(scene, scene.consultant) is None
    assert decide(scene, scene.chef) is not None


def test_what_the_consultant_has_passed_on_can_be_taken_back(scene: Scene) -> None:
    decide(scene, scene.consultant)
    version = scene.minutes.submissions.get().version
    withdraw_submission(minutes=scene.minutes, expected_version=version, by=scene.leader, today=TODAY)
    assert state(scene) == MinutesState.DRAFT
    with pytest.raises(AlreadyDecided):
        decide(scene, scene.chef)


def test_a_step_added_while_minutes_wait_for_the_head_does_not_hold_them_up() -> None:
    from tests.meetings.moderation.workflows import workflow_of

    workflow_of(ModeratedKind.MINUTES).workflow_tasks.filter(task=ConsultantTask.objects.get().task_ptr).delete()
    scene = submitted()
    from tests.meetings.moderation.workflows import add_first_step

    add_first_step(ModeratedKind.MINUTES, ConsultantTask)
    assert decide(scene, scene.chef) is not None


def test_the_list_of_waiting_minutes_is_the_consultants_too(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.consultant)
    assert scene.unit.title in client.get("/referater/til-godkendelse/").content.decode()
    client.force_login(scene.leader)
    assert client.get("/referater/til-godkendelse/").status_code == 404
