"""The content of minutes as dataclasses, for drafts and approved texts alike."""

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from foundation.forms.date_and_time_fields import DayField
from foundation.forms.notation_area import NotationArea
from meetings.meeting.enums import Attendance
from meetings.minutes.agreement_fields import SHARED_FIELDS, AgreementFacts, AgreementRow, by_day
from meetings.minutes.enums import EarlierOutcome
from meetings.minutes.row_fields import ContentRow, editable_field, read_only_field
from meetings.minutes.wish_fields import WishRow


@dataclass(frozen=True)
class MeetingFacts:
    """Facts about the meeting: `unit` is the unit's name, `began_at` a time as 09:00."""

    title: str = ""
    unit: str = ""
    school_year: str = ""
    held_on: date | None = None
    began_at: str = ""
    room: str = ""


@dataclass(frozen=True)
class Attendee(ContentRow):
    """An invited person; `id` is that of the Participant."""

    id: int
    name: str = read_only_field(since=1)
    role: str = read_only_field(since=1)  # label
    attendance: str = editable_field(
        forms.TypedChoiceField(
            label=gettext_lazy("Attendance"),
            choices=[(value, label) for value, label in Attendance.choices if value != Attendance.UNKNOWN],
            empty_value=Attendance.UNKNOWN,
            widget=forms.RadioSelect,
        ),
        since=1,
        default=Attendance.UNKNOWN.value,
    )

    def heading(self) -> str:
        return _("Attendance of %(name)s") % {"name": self.name}

    def summary(self) -> str:
        return str(Attendance(self.attendance).label)


@dataclass(frozen=True)
class EarlierRow(AgreementFacts):
    """An agreement of an earlier year, and what the meeting decided about it."""

    school_year: str = read_only_field(since=1)  # of the meeting that agreed on it
    status: str = read_only_field(since=1)  # label
    outcome: str = editable_field(
        forms.ChoiceField(
            label=gettext_lazy("What happens to it?"),
            choices=[("", gettext_lazy("Choose")), *EarlierOutcome.choices],
        ),
        since=1,
    )
    new_due_on: date | None = editable_field(
        DayField(label=gettext_lazy("New date, if it is carried over")),
        since=1,
        default=None,
        block=blocks.DateBlock(required=False),
    )
    note: str = editable_field(forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea({"rows": 2})), since=1)
    read_only = frozenset(SHARED_FIELDS)

    def heading(self) -> str:
        return _("Earlier agreement: %(text)s") % {"text": self.text}

    def summary(self) -> str:
        parts = [self.outcome_in_words(), by_day(self.new_due_on), self.note]
        return "\n".join(part for part in parts if part)

    def moved_to(self) -> date | None:
        """The new date if the agreement is carried over, else None."""
        return self.new_due_on if self.outcome == EarlierOutcome.CARRIED_OVER else None

    def outcome_in_words(self) -> str:
        return str(EarlierOutcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True)
class Section(ContentRow):
    """The text on one agenda item; `id` is that of its block in the meeting's agenda.

    `agenda_item` is the same id; earlier frozen texts have other ids for their sections.
    """

    id: str
    agenda_item: str = read_only_field(since=1)
    title: str = read_only_field(since=1)
    text: str = editable_field(
        forms.CharField(label=gettext_lazy("What we talked about"), widget=NotationArea({"rows": 8})), since=1
    )

    def heading(self) -> str:
        return self.title

    def summary(self) -> str:
        return self.text


@dataclass(frozen=True)
class Adjustment(ContentRow):
    """What to adjust; `id` is the name of the field of MinutesContent."""

    id: str
    text: str = ""

    def heading(self) -> str:
        return _("What to adjust in the frame") if self.id == "adjust_frame" else _("What to adjust in the content")

    def summary(self) -> str:
        return self.text


@dataclass(frozen=True)
class KeptRemark(ContentRow):
    """A participant's remark on the draft that its author kept: it is kept with the text. `id` is that of the Remark.

    `section` is the id of the section it is about; empty for the minutes as a whole. `answer` is the writers' answer.
    """

    id: int
    section: str = read_only_field(since=3)
    name: str = read_only_field(since=3)
    role: str = read_only_field(since=3)  # label
    text: str = read_only_field(since=3)
    answer: str = read_only_field(since=3)


@dataclass(frozen=True)
class LawPoint(ContentRow):
    """One of the seven demands on a school development talk; `id` is its number.

    `answer`: what meets it, or what is missing; `is_met` is "yes" or empty; `where` is the path of the page that shows
    it.
    """

    id: int
    demand: str = read_only_field(since=2, is_stored=False)
    answer: str = read_only_field(since=2, is_stored=False)
    is_met: str = read_only_field(since=2, is_stored=False)
    where: str = read_only_field(since=2, is_stored=False)


@dataclass(frozen=True)
class MinutesContent:
    """The parts of minutes, in the order of the page. The field names are the keys of the frozen format.

    `remarks` is filled when the minutes are submitted (remarks/freeze_remarks.py). A part that came later names the
    version of the frozen format that added it.
    """

    meeting: MeetingFacts = field(default_factory=MeetingFacts)
    attendance: tuple[Attendee, ...] = ()
    earlier: tuple[EarlierRow, ...] = ()
    sections: tuple[Section, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    adjust_frame: str = ""
    adjust_content: str = ""
    #: For a school's meeting that is also the statutory talk; added when the minutes are submitted (law_points.py).
    law_points: tuple[LawPoint, ...] = field(default=(), metadata={"since": 2})
    remarks: tuple[KeptRemark, ...] = field(default=(), metadata={"since": 3})
    wishes: tuple[WishRow, ...] = field(default=(), metadata={"since": 4})


def adjustments_of(content: MinutesContent) -> list[Adjustment]:
    return [Adjustment("adjust_frame", content.adjust_frame), Adjustment("adjust_content", content.adjust_content)]
