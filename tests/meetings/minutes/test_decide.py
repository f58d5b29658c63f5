"""The head of area approves, or sends back with a reason; a late decision is refused naming who decided."""

import pytest
from django.core import mail
from wagtail.models import TaskState, WorkflowState

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, ReasonMissing
from meetings.agreements.models import Agreement
from meetings.minutes.approval.decisions import SubmissionChanged
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.approval.withdraw_submission import withdraw_submission
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.moderation.decide_step import AlreadyDecided
from tests import factories
from tests.meetings.minutes.scene import TODAY, Scene, approve, approved, submit, submitted, written
from tests.queued_mails import forget_mails, queued_mail, queued_mails

pytestmark = pytest.mark.django_db


def send_back(scene: Scene, reason: str = "Skriv navnene ud af punkt 2.") -> None:
    waiting = scene.minutes.submissions.latest("pk")
    return_minutes(minutes=scene.minutes, expected_version=waiting.version, reason=reason, by=scene.chef, today=TODAY)
    scene.minutes = MinutesPage.objects.get(pk=scene.minutes.pk)


def test_approval_records_exactly_what_was_read() -> None:
    scene = submitted()
    waiting = scene.minutes.submissions.get()
    record = approve(scene)
    assert record.content == waiting.content
    assert record.content_hash == waiting.content_hash == content_hash(record.content)
    assert (record.version, record.revision_id, record.approved_by) == (
        waiting.version,
        waiting.revision_id,
        scene.chef,
    )
    assert scene.minutes.state == MinutesState.APPROVED
    assert AuditEvent.objects.get(action="minutes.approved").data["content_hash"] == record.content_hash


def test_wagtails_workflow_ends_approved_and_the_revision_is_live() -> None:
    scene = submitted()
    record = approve(scene)
    task_state = TaskState.objects.get()
    assert (task_state.status, task_state.finished_by) == (TaskState.STATUS_APPROVED, scene.chef)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert scene.minutes.live
    assert scene.minutes.live_revision_id == record.revision_id


def test_approval_works_when_an_administrator_has_cancelled_the_workflow() -> None:
    scene = submitted()
    scene.minutes.current_workflow_state.cancel()
    record = approve(scene)
    assert scene.minutes.live_revision_id == record.revision_id


def test_approval_sends_no_mail_directly() -> None:
    approved()
    assert mail.outbox == []


def test_approval_mails_the_unit_and_the_participants() -> None:
    scene = submitted()
    forget_mails()
    approve(scene)
    mails = {mail.to for mail in queued_mails()}
    assert mails == {person.email for person in (scene.leader, scene.team, scene.staff, scene.board, scene.consultant)}
    letter = queued_mail(scene.leader.email)
    assert letter.subject == "Referatet af dialogmødet 2026/2027 med Skovskolen er godkendt"
    assert "én aftale" in letter.body


def test_sending_back_needs_a_reason() -> None:
    scene = submitted()
    with pytest.raises(ReasonMissing):
        send_back(scene, "  ")
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.SUBMITTED


def test_the_writers_are_mailed_the_full_reason() -> None:
    scene = submitted()
    forget_mails()
    send_back(scene, "Skriv navnene ud.\n\nOg ret datoen i aftale 1.")
    assert scene.minutes.state == MinutesState.DRAFT
    assert scene.minutes.return_reason == "Skriv navnene ud.\n\nOg ret datoen i aftale 1."
    mails = {letter.to: letter for letter in queued_mails()}
    assert set(mails) == {scene.leader.email, scene.team.email}
    assert "Skriv navnene ud.\n\nOg ret datoen i aftale 1." in mails[scene.leader.email].body
    assert scene.address("skriv") in mails[scene.leader.email].body


def test_resubmitting_after_a_return_resumes_the_same_workflow_with_the_new_text() -> None:
    scene = submitted()
    send_back(scene)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert TaskState.objects.get().comment == "Skriv navnene ud af punkt 2."
    written(scene=scene, adjust_frame="Uden navne")
    second = submit(scene)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    record = approve(scene)
    assert record.content["adjust_frame"] == "Uden navne"
    assert record.revision_id == second.revision_id
    assert [state.status for state in TaskState.objects.order_by("pk")] == ["rejected", "approved"]


def test_minutes_can_be_withdrawn_and_submitted_again() -> None:
    scene = submitted()
    first = scene.minutes.submissions.get()
    withdraw_submission(minutes=scene.minutes, expected_version=first.version, by=scene.leader, today=TODAY)
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.DRAFT
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert AuditEvent.objects.get(action="minutes.withdrawn").actor == scene.leader
    with pytest.raises(AlreadyDecided, match="gjort til kladde igen af Lise Lund"):
        approve(scene)
    scene.minutes.refresh_from_db()
    submit(scene)
    approve(scene)


@pytest.mark.parametrize("who", ["team", "staff", "board", "chef"])
def test_who_may_not_submit_may_not_take_back(who: str) -> None:
    scene = submitted()
    waiting = scene.minutes.submissions.get()
    with pytest.raises(NotAllowed):
        withdraw_submission(
            minutes=scene.minutes, expected_version=waiting.version, by=getattr(scene, who), today=TODAY
        )
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.SUBMITTED


def test_sending_back_is_logged_without_its_reason() -> None:
    scene = submitted()
    send_back(scene, "Skriv navnene ud af punkt 2.")
    event = AuditEvent.objects.get(action="minutes.returned")
    assert event.actor == scene.chef
    assert event.data["has_reason"] and "navnene" not in str(event.data)


def test_a_second_decision_is_refused_naming_person_decision_and_time() -> None:
    scene = submitted()
    approve(scene)
    with pytest.raises(AlreadyDecided, match=r"allerede godkendt af Hanne Holm den \d+\. \w+ \d{4} kl\.\s"):
        send_back(scene)
    with pytest.raises(AlreadyDecided):
        approve(scene)
    assert ApprovalRecord.objects.count() == 1
    assert Agreement.objects.count() == 1


def test_approving_after_a_return_is_refused_naming_the_return() -> None:
    scene = submitted()
    send_back(scene)
    with pytest.raises(AlreadyDecided, match="sendt retur af Hanne Holm"):
        approve(scene)
    assert not ApprovalRecord.objects.exists()


def test_a_form_that_showed_the_former_submission_does_not_approve_the_next() -> None:
    scene = submitted()
    former = scene.minutes.submissions.get()
    send_back(scene)
    submit(scene)
    with pytest.raises(AlreadyDecided):
        approve(scene, expected_version=former.version, content_hash=former.content_hash)
    assert not ApprovalRecord.objects.exists()


def test_approving_with_another_hash_is_refused() -> None:
    scene = submitted()
    with pytest.raises(SubmissionChanged):
        approve(scene, content_hash="0" * 64)
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.SUBMITTED
    assert scene.minutes.submissions.get().decision == ""


def test_a_page_changed_outside_the_actions_is_not_approved() -> None:
    scene = submitted()
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(adjust_frame="Ændret i databasen")
    with pytest.raises(SubmissionChanged):
        approve(scene)
    assert not ApprovalRecord.objects.exists()


def test_minutes_can_be_approved_after_an_initiative_was_renamed() -> None:
    from tests.meetings.minutes.scene import agreed

    initiative = factories.initiative("Læsning")
    scene = submitted(agreed(initiative=initiative.pk))
    initiative.name = "Læselyst"
    initiative.save()
    assert approve(scene).content["agreements"][0]["initiative_name"] == "Læsning"


@pytest.mark.parametrize("who", ["leader", "team", "staff", "board", "consultant"])
def test_others_of_the_meeting_may_not_decide(who: str) -> None:
    scene = submitted()
    with pytest.raises(NotAllowed):
        approve(scene, by=getattr(scene, who))
    waiting = scene.minutes.submissions.get()
    with pytest.raises(NotAllowed):
        return_minutes(
            minutes=scene.minutes, expected_version=waiting.version, reason="x", by=getattr(scene, who), today=TODAY
        )


@pytest.mark.parametrize("role", [Role.HEAD_OF_AREA, Role.CONSULTANT, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_people_of_other_areas_may_not_decide(role: Role) -> None:
    scene = submitted()
    with pytest.raises(NotAllowed):
        approve(scene, by=factories.user(role=role, area=factories.make_area("daycare")))


def test_a_superuser_without_the_role_may_not_decide() -> None:
    scene = submitted()
    with pytest.raises(NotAllowed):
        approve(scene, by=factories.user(is_superuser=True))
