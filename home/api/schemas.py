"""What the API answers. A field that is not here is not told."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from meetings.agreements.models import Agreement
from meetings.minutes.record import ApprovalRecord


class UnitOut(Schema):
    id: int
    name: str
    kind: str
    area_id: int
    area: str
    closed_on: date | None
    path: str

    @staticmethod
    def resolve_name(unit: Any) -> str:
        return unit.title

    @staticmethod
    def resolve_area(unit: Any) -> str:
        return unit.area.title

    @staticmethod
    def resolve_path(unit: Any) -> str:
        return unit.url


class MeetingOut(Schema):
    id: int
    unit_id: int
    school_year: str
    state: str
    starts_at: datetime | None
    total_minutes: int
    invited_at: datetime | None
    held_at: datetime | None
    path: str

    @staticmethod
    def resolve_path(meeting: Any) -> str:
        return meeting.url


class AgreementOut(Schema):
    """`owner` is a side (unit, administration), never a person."""

    id: int
    unit_id: int
    meeting_id: int
    school_year: str
    text: str
    owner: str
    due_on: date
    status: str
    closed_on: date | None
    initiative: str | None

    @staticmethod
    def resolve_meeting_id(agreement: Agreement) -> int:
        return agreement.minutes.meeting_id

    @staticmethod
    def resolve_initiative(agreement: Any) -> str | None:
        return agreement.initiative_name


class MinutesOut(Schema):
    """`id` is that of the minutes; `sha256` is of their frozen text."""

    id: int
    unit_id: int
    meeting_id: int
    school_year: str
    held_on: date | None
    approved_at: datetime
    sha256: str

    @staticmethod
    def resolve_id(record: ApprovalRecord) -> int:
        return record.minutes_id

    @staticmethod
    def resolve_unit_id(record: ApprovalRecord) -> int:
        return record.minutes.unit_id

    @staticmethod
    def resolve_meeting_id(record: ApprovalRecord) -> int:
        return record.minutes.meeting_id

    @staticmethod
    def resolve_school_year(record: ApprovalRecord) -> str:
        return record.text.meeting.school_year

    @staticmethod
    def resolve_held_on(record: ApprovalRecord) -> date | None:
        return record.text.meeting.held_on

    @staticmethod
    def resolve_sha256(record: ApprovalRecord) -> str:
        return record.content_hash


class SectionOut(Schema):
    title: str
    text: str


class MinutesWithTextOut(MinutesOut):
    """Attendance, remarks and what the minutes rest on are not told."""

    sections: list[SectionOut]
    adjust_frame: str
    adjust_content: str
    addenda: list[str]

    @staticmethod
    def resolve_sections(record: ApprovalRecord) -> list[SectionOut]:
        return [SectionOut(title=section.title, text=section.text) for section in record.text.sections]

    @staticmethod
    def resolve_adjust_frame(record: ApprovalRecord) -> str:
        return record.text.adjust_frame

    @staticmethod
    def resolve_adjust_content(record: ApprovalRecord) -> str:
        return record.text.adjust_content

    @staticmethod
    def resolve_addenda(record: ApprovalRecord) -> list[str]:
        return [addendum.text for addendum in record.minutes.addenda.all()]


class JournalOut(Schema):
    minutes_id: int
    unit_id: int
    school_year: str
    case_number: str
    document_number: str
    noted_at: datetime

    @staticmethod
    def resolve_unit_id(entry: Any) -> int:
        return entry.minutes.unit_id

    @staticmethod
    def resolve_school_year(entry: Any) -> str:
        return entry.minutes.meeting.cycle.school_year
