"""Minutes as a reader meets them: one shape for drafts, for what waits, and for what is approved."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetings.meeting.enums import Attendance
from meetings.minutes.approval.canonical_content import Content
from meetings.minutes.enums import EarlierOutcome
from meetings.minutes.formatting import day, owner_of


@dataclass(frozen=True)
class AgreementLine:
    """One agreement. `before` is what the card said last time, `is_new` when it was not there."""

    id: str
    text: str
    owner: str
    due_on: date | None
    initiative: str = ""
    is_new: bool = False
    is_changed: bool = False
    before: str = ""


@dataclass(frozen=True)
class Section:
    """Text under one agenda item, with the agreements made there. `before` is None when there is no last time."""

    id: str
    title: str
    text: str
    before: str | None
    agreements: list[AgreementLine]

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.text


@dataclass(frozen=True)
class EarlierOutcomeLine:
    """What the meeting said about an agreement of an earlier year."""

    text: str
    owner: str
    due_on: date | None
    outcome: str
    new_due_on: date | None
    note: str
    is_changed: bool


@dataclass(frozen=True)
class Remark:
    """What to adjust, in frame or content."""

    text: str
    before: str | None


@dataclass(frozen=True)
class Document:
    unit: str
    school_year: str
    held_on: date | None
    room: str
    present: list[Content]
    absent: list[Content]
    unknown: list[Content]
    earlier: list[EarlierOutcomeLine]
    sections: list[Section]
    loose_agreements: list[AgreementLine]  # made outside every section
    removed_agreements: list[str]  # there last time, gone now
    adjust_frame: Remark
    adjust_content: Remark
    attendance_changed: bool = False
    has_changes: bool = field(default=False)


def document(content: Content, before: Content | None = None) -> Document:
    """`content` (see canonical.py) for reading; with `before`, what changed since then is marked."""
    unit = content["meeting"]["unit"]
    agreed = [_agreed(row, unit, before) for row in content["agreements"]]
    places = {row["id"]: row["section"] for row in content["agreements"]}
    made_in = {row["id"]: [item for item in agreed if places[item.id] == row["id"]] for row in content["sections"]}
    sections = [_section(row, made_in[row["id"]], before) for row in content["sections"]]
    known = {section.id for section in sections}
    return Document(
        unit=unit,
        school_year=content["meeting"]["school_year"],
        held_on=day(content["meeting"]["held_on"]),
        room=content["meeting"]["room"],
        present=_people(content, Attendance.PRESENT),
        absent=_people(content, Attendance.ABSENT),
        unknown=_people(content, Attendance.UNKNOWN),
        earlier=[_settled(row, unit, before) for row in content["earlier"]],
        sections=sections,
        loose_agreements=[item for item in agreed if places[item.id] not in known],
        removed_agreements=_removed(content, before),
        adjust_frame=_remark(content, before, "adjust_frame"),
        adjust_content=_remark(content, before, "adjust_content"),
        attendance_changed=before is not None and _told(before) != _told(content),
        has_changes=before is not None and _comparable(before) != _comparable(content),
    )


def _people(content: Content, attendance: str) -> list[Content]:
    return [row for row in content["attendance"] if row["attendance"] == attendance]


def _told(content: Content) -> list[tuple[Any, str]]:
    return [(row["id"], row["attendance"]) for row in content["attendance"]]


def _comparable(content: Content) -> Content:
    return {**content, "meeting": None}


def _row(content: Content | None, part: str, row_id: str) -> Content | None:
    return next((row for row in (content or {}).get(part, []) if row["id"] == row_id), None)


def _section(row: Content, agreements: list[AgreementLine], before: Content | None) -> Section:
    last = _row(before, "sections", row["id"])
    text_before = (last["text"] if last else "") if before is not None else None
    return Section(row["id"], row["title"], row["text"], text_before, agreements)


def _agreed(row: Content, unit: str, before: Content | None) -> AgreementLine:
    last = _row(before, "agreements", row["id"])
    return AgreementLine(
        id=row["id"],
        text=row["text"],
        owner=owner_of(row, unit),
        due_on=day(row["due_on"]),
        initiative=row["initiative_name"],
        is_new=before is not None and last is None,
        is_changed=last is not None and last != row,
        before=last["text"] if last else "",
    )


def _settled(row: Content, unit: str, before: Content | None) -> EarlierOutcomeLine:
    last = _row(before, "earlier", row["id"])
    return EarlierOutcomeLine(
        text=row["text"],
        owner=owner_of(row, unit),
        due_on=day(row["due_on"]),
        outcome=str(EarlierOutcome(row["outcome"]).label) if row["outcome"] else "",
        new_due_on=day(row["new_due_on"]) if row["outcome"] == EarlierOutcome.CARRIED_OVER else None,
        note=row["note"],
        is_changed=before is not None and last != row,
    )


def _removed(content: Content, before: Content | None) -> list[str]:
    kept = {row["id"] for row in content["agreements"]}
    return [row["text"] for row in (before or {}).get("agreements", []) if row["id"] not in kept]


def _remark(content: Content, before: Content | None, name: str) -> Remark:
    return Remark(content[name], before[name] if before is not None else None)
