"""Check what is missing before minutes can be submitted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meetings.meeting.enums import Attendance
from meetings.minutes.content import EarlierRow, MinutesContent
from meetings.minutes.enums import EarlierOutcome
from meetings.minutes.row_fields import ContentRow, field_id


@dataclass(frozen=True)
class MissingInMinutes:
    """Something missing: the message, and the HTML id of its form field."""

    text: str
    field: str


def missing_in_minutes(content: MinutesContent) -> list[MissingInMinutes]:
    """Return what is missing, in the order of the page; empty when the minutes can be submitted."""
    return [*_attendance(content), *_earlier(content), *_sections(content), *_agreements(content), *_wishes(content)]


@dataclass(frozen=True)
class Advice:
    """Something that is told before the minutes are sent and does not keep them back, with where it can be done."""

    text: str
    url: str


def to_look_at(content: MinutesContent, undelivered: Iterable[str], data_plan_url: str) -> list[Advice]:
    """Return obligatory data that did not come (`undelivered`), and demands of the law that nothing answers."""
    return [
        *(Advice(sentence, data_plan_url) for sentence in undelivered),
        *(
            Advice(_("§ 40 a: %(answer)s") % {"answer": point.answer}, point.where)
            for point in content.law_points
            if not point.is_met
        ),
    ]


def _missing(text: str, part: str, row: ContentRow, name: str) -> MissingInMinutes:
    return MissingInMinutes(text, field_id(part, row, name))


def _attendance(content: MinutesContent) -> Iterator[MissingInMinutes]:
    rows = content.attendance
    if rows and not any(row.attendance == Attendance.PRESENT for row in rows):
        yield _missing(_("Say who was present."), "attendance", rows[0], "attendance_0")
        return
    for row in rows:
        if row.attendance == Attendance.UNKNOWN:
            text = _("Say whether %(name)s was present.") % {"name": row.name}
            yield _missing(text, "attendance", row, "attendance_0")


def _sections(content: MinutesContent) -> Iterator[MissingInMinutes]:
    for row in content.sections:
        if not row.text.strip():
            text = _("Write what you said about “%(item)s”, or that you did not get to it.") % {"item": row.title}
            yield _missing(text, "sections", row, "text")


def _agreements(content: MinutesContent) -> Iterator[MissingInMinutes]:
    for number, row in enumerate(content.agreements, start=1):
        yield from _empty(row, "agreements", number)
        if _before(row.due_on, content.meeting.held_on):
            text = _("Agreement %(number)s: the date lies before the meeting.") % {"number": number}
            yield _missing(text, "agreements", row, "due_on")


def _wishes(content: MinutesContent) -> Iterator[MissingInMinutes]:
    for number, row in enumerate(content.wishes, start=1):
        yield from _empty(row, "wishes", number)


def _empty(row: ContentRow, part: str, number: int) -> Iterator[MissingInMinutes]:
    """The fields that may not be empty."""
    for name, described in row.described().items():
        if described.missing and not str(getattr(row, name) or "").strip():
            yield _missing(described.missing % {"number": number}, part, row, name)


def _earlier(content: MinutesContent) -> Iterator[MissingInMinutes]:
    for row in content.earlier:
        if (found := _wrong(row, content.meeting.held_on)) is not None:
            text, name = found
            yield _missing(text % {"agreement": row.text}, "earlier", row, name)


def _wrong(row: EarlierRow, held_on: date | None) -> tuple[str, str] | None:
    """Message and field name of what is wrong with the outcome of an earlier agreement, or None."""
    match row.outcome:
        case "":
            return _("Say what happens to “%(agreement)s”."), "outcome"
        case EarlierOutcome.IN_PROGRESS if _before(row.due_on, held_on):
            text = _("The date of “%(agreement)s” has passed. Carry it over to a new date, or close it.")
            return text, "outcome"
        case EarlierOutcome.CARRIED_OVER if not row.new_due_on:
            return _("Set a new date for “%(agreement)s”."), "new_due_on"
        case EarlierOutcome.CARRIED_OVER if _before(row.new_due_on, held_on):
            return _("The new date for “%(agreement)s” lies before the meeting."), "new_due_on"
        case EarlierOutcome.DROPPED if not row.note.strip():
            return _("Write why “%(agreement)s” is dropped."), "note"
    return None


def _before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other
