"""Approval makes rows from the agreements in the minutes, in the same transaction, under the same ids."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from meetings.agreements import signal_handlers
from meetings.agreements.admin_register import AgreementRegister
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up import follow_up
from meetings.agreements.models import Agreement, FollowUp
from meetings.minutes.agreement_fields import SHARED
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from tests import factories
from tests.meetings.minutes.scene import DUE, TODAY, agreed, approve, approved, only_agreement, submitted

pytestmark = pytest.mark.django_db


def test_each_agreement_becomes_a_row_with_all_that_was_agreed() -> None:
    reading = factories.initiative("Læsning")
    card = agreed("Vi læser", owner="administration", owner_detail="Kim", initiative=reading.pk)
    scene = approved(card, agreed("Vi måler"))
    row = Agreement.objects.get(text="Vi læser")
    assert str(row.block_id) == card.id
    assert (row.unit_id, row.owner, row.owner_detail, row.due_on) == (scene.unit.pk, "administration", "Kim", DUE)
    assert (row.initiative, row.status, row.minutes_id) == (reading, AgreementStatus.NOT_STARTED, scene.minutes.pk)
    assert Agreement.objects.count() == 2


def test_each_part_of_an_agreement_is_a_column_and_is_exported() -> None:
    columns = {field.name for field in Agreement._meta.get_fields()}
    assert set(SHARED) <= columns
    assert set(SHARED) - {"owner"} <= set(AgreementRegister.list_export)


def test_before_approval_there_are_no_rows() -> None:
    submitted()
    assert not Agreement.objects.exists()


def test_when_rows_cannot_be_made_nothing_is_approved(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = submitted()

    def broken(**_words: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(signal_handlers, "make_agreements", broken)
    with pytest.raises(RuntimeError):
        approve(scene)
    minutes = MinutesPage.objects.get()
    assert (minutes.state, minutes.live) == (MinutesState.SUBMITTED, False)
    assert not ApprovalRecord.objects.exists()
    assert minutes.submissions.get().decision == ""
    monkeypatch.undo()
    approve(scene)


def test_an_id_of_another_units_agreement_is_never_taken_over() -> None:
    theirs = factories.agreement(text="Deres")
    scene = submitted(agreed("Overtaget", id=str(theirs.block_id)))
    with pytest.raises(IntegrityError):
        approve(scene)
    theirs.refresh_from_db()
    assert theirs.text == "Deres"


def test_rebuilding_brings_lost_rows_back_and_leaves_status_and_notes_alone() -> None:
    scene = approved(agreed("Vi læser"), agreed("Vi måler"))
    kept = Agreement.objects.get(text="Vi læser")
    follow_up(agreement=kept, status=AgreementStatus.FULFILLED, note="Sådan", by=scene.leader, today=TODAY)
    Agreement.objects.filter(pk=kept.pk).update(text="Ødelagt")
    Agreement.objects.get(text="Vi måler").delete()
    call_command("rebuild_agreements")
    kept.refresh_from_db()
    assert (kept.text, kept.status, kept.closed_on) == ("Vi læser", AgreementStatus.FULFILLED, TODAY)
    assert FollowUp.objects.get().note == "Sådan"
    assert Agreement.objects.get(text="Vi måler").status == AgreementStatus.NOT_STARTED


def test_rebuilding_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    scene = approved()
    only_agreement(scene).delete()
    factories.agreement(block_id=uuid.uuid4())
    call_command("rebuild_agreements")
    said = capsys.readouterr().out
    assert "1 approved minutes, 1 missing agreements made again." in said
    assert "1 agreements stand in no approved minutes" in said


def test_rebuilding_keeps_a_date_that_a_later_meeting_moved() -> None:
    scene = approved()
    row = only_agreement(scene)
    later = date(2027, 9, 1)
    FollowUp.objects.create(
        agreement=row, status="carried_over", note="Flyttet", noted_on=TODAY, new_due_on=later, author=scene.leader
    )
    call_command("rebuild_agreements")
    row.refresh_from_db()
    assert row.due_on == later
