"""What the API answers. A field that is not here is not told."""

from datetime import date, datetime

from ninja import Field, Schema

from meetings.minutes.record import ApprovalRecord


class UnitOut(Schema):
    id: int
    name: str = Field(alias="title")
    kind: str
    area_id: int
    area: str = Field(alias="area.title")
    closed_on: date | None
    path: str = Field(alias="url")


class MeetingOut(Schema):
    id: int
    unit_id: int
    school_year: str
    state: str
    starts_at: datetime | None
    total_minutes: int
    invited_at: datetime | None
    held_at: datetime | None
    path: str = Field(alias="url")


class AgreementOut(Schema):
    """`owner` is a side (unit, administration), never a person."""

    id: int
    unit_id: int
    meeting_id: int = Field(alias="minutes.meeting_id")
    school_year: str
    text: str
    owner: str
    due_on: date
    status: str
    closed_on: date | None
    initiative: str | None = Field(alias="initiative_name")


class MinutesOut(Schema):
    """`id` is that of the minutes; `sha256` is of their frozen text."""

    id: int = Field(alias="minutes_id")
    unit_id: int = Field(alias="minutes.unit_id")
    meeting_id: int = Field(alias="minutes.meeting_id")
    school_year: str = Field(alias="text.meeting.school_year")
    held_on: date | None = Field(alias="text.meeting.held_on")
    approved_at: datetime
    sha256: str = Field(alias="content_hash")


class SectionOut(Schema):
    title: str
    text: str


class MinutesWithTextOut(MinutesOut):
    """Attendance, remarks and what the minutes rest on are not told."""

    sections: list[SectionOut] = Field(alias="text.sections")
    adjust_frame: str = Field(alias="text.adjust_frame")
    adjust_content: str = Field(alias="text.adjust_content")
    addenda: list[str]

    @staticmethod
    def resolve_addenda(record: ApprovalRecord) -> list[str]:
        return [addendum.text for addendum in record.minutes.addenda.all()]


class JournalOut(Schema):
    minutes_id: int
    unit_id: int = Field(alias="minutes.unit_id")
    school_year: str = Field(alias="minutes.meeting.cycle.school_year")
    case_number: str
    document_number: str
    noted_at: datetime
