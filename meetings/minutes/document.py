"""Minutes as a reader meets them: drafts, what waits and what is approved, with what changed since last time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from meetings.meeting.enums import Attendance
from meetings.minutes.agreement_fields import AgreementFacts, AgreementRow
from meetings.minutes.content import Content, EarlierRow, Remark, Section, remarks_of

R = TypeVar("R", Section, AgreementRow, EarlierRow, Remark)


@dataclass(frozen=True)
class Line(Generic[R]):
    """A row of a unit's minutes; `before` is the same row last time, None when it was not there."""

    row: R
    before: R | None
    unit: str

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.row

    @property
    def text_before(self) -> str:
        return self.before.text if self.before else ""

    @property
    def owner(self) -> str:
        return self.row.owner_in_words(self.unit) if isinstance(self.row, AgreementFacts) else ""


class Document:
    """`content` for a reader; what changed since `before` can be marked. Without it nothing is new or different."""

    def __init__(self, content: Content, before: Content | None = None) -> None:
        self.content, self.before = content, before or content
        self.meeting = content.meeting
        self.people = {
            value: [one for one in content.attendance if one.attendance == value] for value in Attendance.values
        }
        self.earlier = self._lines(content.earlier, self.before.earlier)
        self.agreements = self._lines(content.agreements, self.before.agreements)
        self.attendance_changed = _noted(content) != _noted(self.before)
        self.has_changes = content != replace(self.before, meeting=content.meeting)

    def sections(self) -> "list[tuple[Line[Section], list[Line[AgreementRow]]]]":
        """Each with the agreements that were made in it."""
        lines = self._lines(self.content.sections, self.before.sections)
        return [(line, [one for one in self.agreements if one.row.section == line.row.id]) for line in lines]

    def loose_agreements(self) -> list[Line[AgreementRow]]:
        """Made outside every section."""
        known = {section.id for section in self.content.sections}
        return [line for line in self.agreements if line.row.section not in known]

    def removed_agreements(self) -> list[str]:
        """The texts of those that were there last time and are gone."""
        kept = {row.id for row in self.content.agreements}
        return [row.text for row in self.before.agreements if row.id not in kept]

    def remarks(self) -> list[tuple[str, Line[Remark]]]:
        """What to adjust, and where; nothing that is and was empty."""
        places = {"adjust_frame": _("In the frame"), "adjust_content": _("In the content")}
        lines = self._lines(remarks_of(self.content), remarks_of(self.before))
        return [(places[line.row.id], line) for line in lines if line.row.text or line.text_before]

    def _lines(self, rows: Iterable[R], rows_before: Iterable[R]) -> list[Line[R]]:
        last = {row.id: row for row in rows_before}
        return [Line(row, last.get(row.id), self.meeting.unit) for row in rows]


def _noted(content: Content) -> list[tuple[int, str]]:
    return [(person.id, person.attendance) for person in content.attendance]
