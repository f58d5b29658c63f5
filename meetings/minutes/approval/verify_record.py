"""Verifies that the record of an approval is still what was approved."""

from dataclasses import dataclass

from meetings.minutes.frozen_form import says_the_same
from meetings.minutes.page_content import content_of
from meetings.minutes.record import ApprovalRecord


@dataclass(frozen=True)
class Verification:
    """`record_holds`: the frozen text still has the hash of the approval. `page_holds`: the page still says the same.

    The record is the evidence; a page that differs was changed by other means than this system's.
    """

    record_holds: bool
    page_holds: bool

    @property
    def holds(self) -> bool:
        return self.record_holds and self.page_holds


def verify_record(record: ApprovalRecord) -> Verification:
    """Computes the hash anew and compares the page with the record. Changes nothing."""
    page_holds = says_the_same(content_of(record.minutes), record.content)
    return Verification(record_holds=record.has_its_hash, page_holds=page_holds)
