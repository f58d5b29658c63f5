"""A meeting as the lists of a unit's years show it, read without loading its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.utils import timezone

from foundation.pages import slugs_of, url_of
from home.year_steps import year_steps
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState

COLUMNS = (
    "unit", "unit__title", "url_path", "cycle__school_year", "cycle__template__url_path", "state", "starts_at",
    "invited_at", "room", "minutes_page__state", "minutes_page__url_path",
)  # fmt: skip


@dataclass(frozen=True)
class YearRow:
    """The fields are those of COLUMNS; those of the minutes are None while there are none.

    `reads_draft`: the user is asked to read their draft; `answered_wishes`: how many wishes got an answer lately.
    `answers_round`: the key of a questionnaire's round that the user is asked to answer, until `answers_by`.
    """

    unit_id: int
    unit_title: str
    url_path: str
    school_year: str
    template_path: str
    state: str
    starts_at: datetime | None
    invited_at: datetime | None
    room: str
    minutes_state: str | None
    minutes_path: str | None
    reads_draft: bool = False
    answered_wishes: int | None = None
    answers_round: int | None = None
    answers_by: date | None = None

    @property
    def url(self) -> str:
        return url_of(self.url_path)

    @property
    def slugs(self) -> list[str]:
        return slugs_of(self.url_path)

    @property
    def is_approved(self) -> bool:
        return self.minutes_state == MinutesState.APPROVED

    @property
    def state_label(self) -> str:
        """The state of the minutes once there are some, before that of the meeting."""
        return str(MinutesState(self.minutes_state).label if self.minutes_state else MeetingState(self.state).label)

    def steps(self, today: date) -> list[dict[str, str]]:
        """Arguments of the component step_indicator."""
        return year_steps(
            self,
            minutes_state=self.minutes_state,
            is_past=bool(self.starts_at and timezone.localdate(self.starts_at) <= today),
            template_url=url_of(self.template_path),
            minutes_url=url_of(self.minutes_path) if self.minutes_path else "",
        )


def with_year_columns(meetings: QuerySet[MeetingPage], **more: Exists | Subquery) -> QuerySet[MeetingPage, Any]:
    """Return the rows of COLUMNS, and of `more` fields of a YearRow."""
    return meetings.annotate(**more).values_list(*COLUMNS, *more)


def year_rows(rows: Iterable[Sequence[Any]], *more: str) -> Iterable[YearRow]:
    """Yield the rows, from the rows of `with_year_columns`. `more` are the names of the further fields."""
    return (YearRow(*row[: len(COLUMNS)], **dict(zip(more, row[len(COLUMNS) :], strict=True))) for row in rows)
