"""Frozen texts keep their hash and can be read and approved after fields were added."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from meetings.agreements.models import Agreement
from meetings.meeting.enums import Attendance
from meetings.minutes import frozen_format
from meetings.minutes.approval.decisions import SubmissionChanged
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.content import AgreementRow, EarlierRow
from meetings.minutes.frozen_format import VERSION, UnknownVersion, content_hash, freeze, thaw
from meetings.minutes.page_content import blocks_of, content_of
from meetings.minutes.record import ApprovalRecord
from tests.meetings.minutes.scene import Scene, agreed, approve, submitted

#: A record of each version, made by a release that wrote that version.
FROZEN = {
    int(file.stem.removeprefix("version_")): json.loads(file.read_text())
    for file in Path(__file__).with_name("frozen").iterdir()
}


def test_there_is_a_record_of_every_version() -> None:
    assert sorted(FROZEN) == list(range(1, VERSION + 1)), "keep one that is approved with the new field"


@pytest.mark.parametrize("version", FROZEN)
class TestARecordOfEachVersion:
    def test_the_hash_is_unchanged(self, version: int) -> None:
        record = FROZEN[version]
        assert content_hash(record["content"]) == record["content_hash"]
        assert ApprovalRecord(content=record["content"], content_hash=record["content_hash"]).has_its_hash

    def test_thawing_and_freezing_in_the_same_version_gives_the_same_text(self, version: int) -> None:
        assert freeze(thaw(FROZEN[version]["content"]), version) == FROZEN[version]["content"]

    def test_all_parts_are_thawed(self, version: int) -> None:
        text = thaw(FROZEN[version]["content"])
        assert (text.meeting.unit, str(text.meeting.held_on)) == ("Skovskolen", "2027-09-23")
        assert [row.attendance for row in text.attendance].count(Attendance.PRESENT) == 5
        assert (text.earlier[0].outcome, str(text.earlier[0].new_due_on)) == ("carried_over", "2028-02-01")
        assert text.earlier[1].new_due_on is None
        assert (text.agreements[0].owner_detail, text.agreements[0].initiative_name) == ("Mia", "Læsning")
        assert text.agreements[0].section == text.sections[0].id
        assert text.adjust_frame == "Kortere\nmøde"
        wishes = [(row.text, row.initiative_name, row.section, row.origin) for row in text.wishes]
        here = text.sections[0].id
        assert wishes == ([] if version < 4 else [("En læsevejleder", "Læsning", here, "meeting"), ("Ro", "", "", "")])
        assert [point.id for point in text.law_points] == ([] if version < 2 else [1, 2, 3, 4, 5, 6, 7])


def test_a_record_of_a_later_version_raises_unknown_version() -> None:
    with pytest.raises(UnknownVersion):
        thaw({**FROZEN[1]["content"], "format": VERSION + 1})


@pytest.fixture
def waiting(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Minutes that were submitted before agreements had the field `owner_detail`."""
    for row in (AgreementRow, EarlierRow):
        later = replace(row.described()["owner_detail"], since=VERSION + 1)
        monkeypatch.setitem(row.described(), "owner_detail", later)
    monkeypatch.setattr(frozen_format, "_fields", frozen_format._fields.__wrapped__)
    return submitted(agreed("Vi læser"))


class TestAFieldAddedWhileMinutesAwaitApproval:
    def test_the_submitted_text_has_no_key_for_the_new_field(self, waiting: Scene) -> None:
        frozen = waiting.minutes.submissions.get().content
        assert "owner_detail" not in frozen["agreements"][0]
        assert "owner_detail" in freeze(thaw(frozen), VERSION + 1)["agreements"][0]

    def test_the_submission_can_be_approved_and_verified(self, waiting: Scene) -> None:
        record = approve(waiting)
        assert verify_record(record).holds
        assert record.content == freeze(content_of(waiting.minutes), VERSION)
        assert Agreement.objects.get().owner_detail == ""

    def test_a_value_put_into_the_new_field_meanwhile_is_not_approved(self, waiting: Scene) -> None:
        row = content_of(waiting.minutes).agreements[0]
        waiting.minutes.agreements = blocks_of("agreement", [replace(row, owner_detail="Smuglet ind")])
        waiting.minutes.save()
        with pytest.raises(SubmissionChanged):
            approve(waiting)
