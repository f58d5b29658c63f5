"""Minutes prepared for the templates, with the changes since an earlier version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from meetings.meeting.enums import Attendance
from meetings.minutes.agreement_fields import AgreementFacts, AgreementRow, by_day
from meetings.minutes.content import Adjustment, EarlierRow, KeptRemark, MinutesContent, Section, adjustments_of
from meetings.minutes.wish_fields import WishRow

R = TypeVar("R", Section, AgreementRow, EarlierRow, Adjustment, WishRow)


@dataclass(frozen=True)
class ComparedRow(Generic[R]):
    """A row with its earlier version `before` (None if it is new) and the unit's name.

    Beside a section: the wishes and the remarks that stand there, and `at_item`, what a round for remarks shows there.
    """

    row: R
    before: R | None
    unit: str
    wishes: "tuple[ComparedRow[WishRow], ...]" = ()
    kept: tuple[KeptRemark, ...] = ()
    at_item: object = None

    @property
    def by_day(self) -> str:
        """»inden 1. februar 2027«; empty without a date."""
        return by_day(self.row.due_on) if isinstance(self.row, AgreementFacts) else ""

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


class ComparedMinutes:
    """`content` for a template, compared with `before`; without `before` nothing is new or changed.

    `at_items`: what a round for remarks shows at a section, by its id.
    """

    def __init__(
        self,
        content: MinutesContent,
        before: MinutesContent | None = None,
        at_items: Mapping[str, object] | None = None,
    ) -> None:
        self.content, self.before = content, before or content
        self.at_items = at_items or {}
        self.meeting = content.meeting
        self.people = {
            value: [one for one in content.attendance if one.attendance == value] for value in Attendance.values
        }
        self.earlier = self._lines(content.earlier, self.before.earlier)
        self.agreements = self._lines(content.agreements, self.before.agreements)
        self.wishes = self._lines(content.wishes, self.before.wishes)
        self.attendance_changed = _noted(content) != _noted(self.before)
        self.has_changes = content != replace(self.before, meeting=content.meeting)

    def sections(self) -> "list[tuple[ComparedRow[Section], list[ComparedRow[AgreementRow]]]]":
        """Each section with its agreements."""
        lines = [
            replace(
                line,
                wishes=tuple(one for one in self.wishes if one.row.section == line.row.id),
                kept=self._kept(line.row.id),
                at_item=self.at_items.get(line.row.id),
            )
            for line in self._lines(self.content.sections, self.before.sections)
        ]
        return [(line, [one for one in self.agreements if one.row.section == line.row.id]) for line in lines]

    def loose_agreements(self) -> list[ComparedRow[AgreementRow]]:
        """Agreements that belong to no section."""
        known = {section.id for section in self.content.sections}
        return [line for line in self.agreements if line.row.section not in known]

    def loose_wishes(self) -> list[ComparedRow[WishRow]]:
        """Wishes of the minutes as a whole."""
        known = {section.id for section in self.content.sections}
        return [line for line in self.wishes if line.row.section not in known]

    def removed_wishes(self) -> list[str]:
        """The texts of wishes in `before` that are gone."""
        kept = {row.id for row in self.content.wishes}
        return [row.text for row in self.before.wishes if row.id not in kept]

    def loose_kept(self) -> tuple[KeptRemark, ...]:
        """Remarks on the minutes as a whole, or on an item that is no section."""
        known = {section.id for section in self.content.sections}
        return tuple(one for one in self.content.remarks if one.section not in known)

    def removed_agreements(self) -> list[str]:
        """The texts of agreements in `before` that are gone."""
        kept = {row.id for row in self.content.agreements}
        return [row.text for row in self.before.agreements if row.id not in kept]

    def adjustments(self) -> list[tuple[str, ComparedRow[Adjustment]]]:
        """Label and what to adjust; those empty both now and before are left out."""
        places = {"adjust_frame": _("In the frame"), "adjust_content": _("In the content")}
        lines = self._lines(adjustments_of(self.content), adjustments_of(self.before))
        return [(places[line.row.id], line) for line in lines if line.row.text or line.text_before]

    def _kept(self, section: str) -> tuple[KeptRemark, ...]:
        return tuple(one for one in self.content.remarks if one.section == section)

    def _lines(self, rows: Iterable[R], rows_before: Iterable[R]) -> list[ComparedRow[R]]:
        last = {row.id: row for row in rows_before}
        return [ComparedRow(row, last.get(row.id), self.meeting.unit) for row in rows]


def _noted(content: MinutesContent) -> list[tuple[int, str]]:
    return [(person.id, person.attendance) for person in content.attendance]
