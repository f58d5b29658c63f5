"""Verify that the record of an approval and its page are still what was approved."""

from dataclasses import dataclass

from meetings.minutes.frozen_format import equals_frozen
from meetings.minutes.page_content import content_of
from meetings.minutes.record import ApprovalRecord


@dataclass(frozen=True)
class RecordVerification:
    """`record_holds`: the frozen text has the hash of the approval. `page_holds`: the page has the frozen text.

    The record is the proof; a page that differs was changed outside this application.
    """

    record_holds: bool
    page_holds: bool

    @property
    def holds(self) -> bool:
        return self.record_holds and self.page_holds


def verify_record(record: ApprovalRecord) -> RecordVerification:
    """Recompute the hash and compare the page with the record. Changes nothing."""
    page_holds = equals_frozen(content_of(record.minutes), record.content)
    return RecordVerification(record_holds=record.has_its_hash, page_holds=page_holds)
