"""What was frozen keeps its hash and can be read and approved, whatever fields come later."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from meetings.agreements.models import Agreement
from meetings.meeting.enums import Attendance
from meetings.minutes.approval.decisions import NotWhatWasRead
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.content import AgreementRow, EarlierRow
from meetings.minutes.frozen_form import VERSION, UnknownVersion, content_hash, freeze, thaw
from meetings.minutes.page_content import blocks_of, content_of
from meetings.minutes.record import ApprovalRecord
from tests.meetings.minutes.scene import Scene, agreed, approve, submitted

#: A record of each version, as a release that froze so approved it.
FROZEN = {
    int(file.stem.removeprefix("version_")): json.loads(file.read_text())
    for file in Path(__file__).with_name("frozen").iterdir()
}


def test_there_is_a_record_of_every_version() -> None:
    assert sorted(FROZEN) == list(range(1, VERSION + 1)), "keep one that is approved with the new field"


@pytest.mark.parametrize("version", FROZEN)
class TestARecordOfEachVersion:
    def test_it_has_the_hash_of_its_approval(self, version: int) -> None:
        record = FROZEN[version]
        assert content_hash(record["content"]) == record["content_hash"]
        assert ApprovalRecord(content=record["content"], content_hash=record["content_hash"]).has_its_hash

    def test_read_and_frozen_again_in_its_own_version_it_is_the_same(self, version: int) -> None:
        assert freeze(thaw(FROZEN[version]["content"]), version) == FROZEN[version]["content"]

    def test_it_is_read_in_full(self, version: int) -> None:
        text = thaw(FROZEN[version]["content"])
        assert (text.meeting.unit, str(text.meeting.held_on)) == ("Skovskolen", "2027-09-23")
        assert [row.attendance for row in text.attendance].count(Attendance.PRESENT) == 5
        assert (text.earlier[0].outcome, str(text.earlier[0].new_due_on)) == ("carried_over", "2028-02-01")
        assert text.earlier[1].new_due_on is None
        assert (text.agreements[0].owner_detail, text.agreements[0].initiative_name) == ("Mia", "Læsning")
        assert text.agreements[0].section == text.sections[0].id
        assert text.adjust_frame == "Kortere\nmøde"


def test_a_record_of_a_later_release_is_not_guessed_at() -> None:
    with pytest.raises(UnknownVersion):
        thaw({**FROZEN[1]["content"], "format": VERSION + 1})


@pytest.fixture
def waiting(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Minutes that were submitted before agreements had the field `owner_detail`."""
    for row in (AgreementRow, EarlierRow):
        later = replace(row.described()["owner_detail"], since=VERSION + 1)
        monkeypatch.setitem(row.described(), "owner_detail", later)
    return submitted(agreed("Vi læser"))


class TestAFieldIsAddedWhileMinutesWait:
    def test_they_were_frozen_without_it(self, waiting: Scene) -> None:
        frozen = waiting.minutes.submissions.get().content
        assert "owner_detail" not in frozen["agreements"][0]
        assert "owner_detail" in freeze(thaw(frozen), VERSION + 1)["agreements"][0]

    def test_they_are_approved_and_their_record_holds(self, waiting: Scene) -> None:
        record = approve(waiting)
        assert verify_record(record).holds
        assert record.content == freeze(content_of(waiting.minutes), VERSION)
        assert Agreement.objects.get().owner_detail == ""

    def test_what_was_put_into_the_new_field_behind_the_back_is_not_approved(self, waiting: Scene) -> None:
        row = content_of(waiting.minutes).agreements[0]
        waiting.minutes.agreements = blocks_of("agreement", [replace(row, owner_detail="Smuglet ind")])
        waiting.minutes.save()
        with pytest.raises(NotWhatWasRead):
            approve(waiting)
