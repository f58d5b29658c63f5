"""Minutes as a reader meets them: drafts, what waits and what is approved, with what changed since last time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from meetings.meeting.enums import Attendance
from meetings.minutes.agreement_fields import AgreementFacts, AgreementRow
from meetings.minutes.content import Attendee, Content, EarlierRow, MeetingFacts, Remark, Section, remarks_of
from meetings.minutes.enums import EarlierOutcome

R = TypeVar("R", Section, AgreementRow, EarlierRow, Remark)


@dataclass(frozen=True)
class Line(Generic[R]):
    """A row; `before` is the same row last time, None when it was not there. Without a last time nothing is marked."""

    row: R
    before: R | None
    has_last_time: bool
    unit: str

    @property
    def is_new(self) -> bool:
        return self.has_last_time and self.before is None

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.row

    @property
    def text_before(self) -> str | None:
        """None when there is no last time."""
        return (self.before.text if self.before else "") if self.has_last_time else None

    @property
    def owner(self) -> str:
        return self.row.owner_in_words(self.unit) if isinstance(self.row, AgreementFacts) else ""

    @property
    def note(self) -> str:
        """What an agreement says besides: its initiative, and its further parts."""
        return self.row.extra_note(self.row.initiative_name) if isinstance(self.row, AgreementRow) else ""

    @property
    def new_due_on(self) -> date | None:
        """Only an agreement of an earlier year that is carried over has one."""
        if isinstance(self.row, EarlierRow) and self.row.outcome == EarlierOutcome.CARRIED_OVER:
            return self.row.new_due_on
        return None


@dataclass(frozen=True)
class Document:
    """`content` for a reader; with `before`, what changed since then can be marked."""

    content: Content
    before: Content | None = None

    @property
    def meeting(self) -> MeetingFacts:
        return self.content.meeting

    @cached_property
    def people(self) -> dict[str, list[Attendee]]:
        """By attendance."""
        return {
            value: [person for person in self.content.attendance if person.attendance == value]
            for value in Attendance.values
        }

    @cached_property
    def earlier(self) -> list[Line[EarlierRow]]:
        return self._lines(self.content.earlier, self.before.earlier if self.before else None)

    @cached_property
    def sections(self) -> "list[tuple[Line[Section], list[Line[AgreementRow]]]]":
        """Each with the agreements that were made in it."""
        return [
            (line, [one for one in self.agreements if one.row.section == line.row.id])
            for line in self._lines(self.content.sections, self.before.sections if self.before else None)
        ]

    @cached_property
    def agreements(self) -> list[Line[AgreementRow]]:
        return self._lines(self.content.agreements, self.before.agreements if self.before else None)

    @property
    def loose_agreements(self) -> list[Line[AgreementRow]]:
        """Made outside every section."""
        known = {section.id for section in self.content.sections}
        return [line for line in self.agreements if line.row.section not in known]

    @property
    def removed_agreements(self) -> list[str]:
        """The texts of those that were there last time and are gone."""
        kept = {row.id for row in self.content.agreements}
        return [row.text for row in self.before.agreements if row.id not in kept] if self.before else []

    @property
    def remarks(self) -> list[tuple[str, Line[Remark]]]:
        """What to adjust, and where; nothing that is and was empty."""
        places = {"adjust_frame": _("In the frame"), "adjust_content": _("In the content")}
        lines = self._lines(remarks_of(self.content), remarks_of(self.before) if self.before else None)
        return [(places[line.row.id], line) for line in lines if line.row.text or line.text_before]

    @property
    def attendance_changed(self) -> bool:
        return self.before is not None and _noted(self.before) != _noted(self.content)

    @property
    def has_changes(self) -> bool:
        return self.before is not None and replace(self.before, meeting=self.meeting) != self.content

    def _lines(self, rows: Iterable[R], rows_before: Iterable[R] | None) -> list[Line[R]]:
        last = {row.id: row for row in rows_before or ()}
        return [Line(row, last.get(row.id), rows_before is not None, self.meeting.unit) for row in rows]


def _noted(content: Content) -> list[tuple[int, str]]:
    return [(person.id, person.attendance) for person in content.attendance]
