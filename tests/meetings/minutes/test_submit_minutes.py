"""Submitting freezes one version and mails the heads of the area."""

from datetime import date
from typing import Any

import pytest
from wagtail.models import TaskState, WorkflowState

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.minutes.approval.submit_minutes import MinutesChanged, MinutesIncomplete, submit_minutes
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import SubmittedVersion
from tests import factories
from tests.meetings.minutes.scene import TODAY, agreed, begun, submit, written
from tests.queued_mails import queued_mail, queued_mails

pytestmark = pytest.mark.django_db


def test_the_text_is_frozen_with_attendance_and_hash() -> None:
    scene = written()
    submission = submit(scene)
    assert scene.minutes.state == MinutesState.SUBMITTED
    assert submission.content["sections"][0]["text"] == "Vi talte om status på læring og trivsel."
    assert {row["attendance"] for row in submission.content["attendance"]} == {"present"}
    assert len(submission.content_hash) == 64
    assert submission.version == scene.minutes.version
    assert AuditEvent.objects.filter(action="minutes.submitted").count() == 1


def test_wagtails_workflow_runs_on_exactly_that_revision() -> None:
    scene = written()
    submission = submit(scene)
    task_state = TaskState.objects.get()
    assert task_state.revision_id == submission.revision_id
    assert task_state.status == TaskState.STATUS_IN_PROGRESS
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_the_heads_of_the_area_get_a_mail_and_nobody_else() -> None:
    scene = written()
    second = factories.user(role=Role.HEAD_OF_AREA, area=scene.unit.area)
    factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area("daycare"))
    former = factories.user()
    factories.membership(former, Role.HEAD_OF_AREA, area=scene.unit.area, ended_on=TODAY.replace(year=2025))
    submit(scene)
    assert {mail.to for mail in queued_mails()} == {scene.chef.email, second.email}
    mail = queued_mail(scene.chef.email)
    assert mail.subject == "Til godkendelse: referatet af dialogmødet 2026/2027 med Skovskolen"
    assert mail.from_name == "Lise Lund"
    assert mail.reply_to == scene.leader.email
    assert f"{scene.address('afgoer')}\n" in mail.body
    assert "Vi talte om" not in mail.body


def lacking(**parts: Any) -> list[str]:
    scene = written(**parts)
    with pytest.raises(MinutesIncomplete) as refused:
        submit(scene)
    assert MinutesPage.objects.get(pk=scene.minutes.pk).state == MinutesState.DRAFT
    assert not SubmittedVersion.objects.exists()
    assert not queued_mails()
    return [missing.text for missing in refused.value.missing]


def test_submitting_empty_minutes_lists_all_that_is_missing() -> None:
    scene = begun()
    with pytest.raises(MinutesIncomplete) as refused:
        submit(scene)
    assert [missing.text for missing in refused.value.missing] == [
        "Vælg, hvem der var med.",
        "Skriv, hvad I sagde om »Status på læring og trivsel«, eller at I ikke nåede det.",
        "Skriv, hvad I sagde om »Fællesskaber for alle«, eller at I ikke nåede det.",
    ]


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        ({"text": " "}, "Aftale 1: Skriv, hvad I aftalte."),
        ({"owner": ""}, "Aftale 1: Vælg, hvem der har ansvaret."),
        ({"due_on": None}, "Aftale 1: Skriv, hvornår den skal være på plads."),
        ({"due_on": date(2026, 9, 1)}, "Aftale 1: Datoen ligger før mødet."),
    ],
)
def test_missing_fields_of_an_agreement_are_listed(agreement: dict[str, Any], words: str) -> None:
    assert lacking(agreements=(agreed(**agreement),)) == [words]


def test_each_person_with_unknown_attendance_is_listed() -> None:
    scene = written()
    person = scene.meeting.participants.get(name="Mia Mose")
    person.attendance = "unknown"
    person.save()
    with pytest.raises(MinutesIncomplete) as refused:
        submit(scene)
    assert [missing.text for missing in refused.value.missing] == ["Vælg, om Mia Mose var med."]


def test_a_version_that_somebody_changed_meanwhile_is_not_submitted() -> None:
    scene = written()
    seen = scene.minutes.version
    written(scene=scene, adjust_frame="Kims ord")
    with pytest.raises(MinutesChanged):
        submit_minutes(minutes=scene.minutes, expected_version=seen, by=scene.leader, today=TODAY)


def test_submitting_twice_creates_one_submission() -> None:
    scene = written()
    seen = scene.minutes.version
    submit(scene)
    with pytest.raises(MinutesChanged):
        submit_minutes(minutes=scene.minutes, expected_version=seen, by=scene.leader, today=TODAY)
    assert SubmittedVersion.objects.count() == 1


@pytest.mark.parametrize("who", ["team", "staff", "board", "chef", "consultant"])
def test_only_the_agreement_holder_submits(who: str) -> None:
    scene = written()
    with pytest.raises(NotAllowed):
        submit_minutes(
            minutes=scene.minutes, expected_version=scene.minutes.version, by=getattr(scene, who), today=TODAY
        )
