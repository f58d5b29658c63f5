"""The years of the user's units, for the front page."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.urls import reverse

from accounts.roles import Right
from accounts.user import AnyUser, User
from home.main_meeting import UnitYears, years_of_unit
from home.year_row import YearRow, with_year_columns, year_rows
from meetings.meeting.pages import MeetingPage
from meetings.minutes.remarks.waiting import asks_to_read
from meetings.questionnaires.waiting import to_answer
from meetings.support_requests.answered_lately import answered_lately
from meetings.units import access
from meetings.units.visible_rows import VisibleRows

#: Fields of a YearRow that are asked for beside its columns; the last only of those who lead.
FIELDS_BESIDE_COLUMNS = ("reads_draft", "answers_round", "answers_by", "answered_wishes")


def years_of(user: AnyUser, today: date) -> list[dict[str, Any]]:
    """Return one entry for each unit the user belongs to, with its main meeting as steps, and links to other years.
    Empty for heads of area and consultants, who have the overview of the year."""
    leads = access.of(user).unit_ids(Right.SEE_WISHES)
    by_unit: dict[int, list[YearRow]] = {}
    for row in year_rows(_rows.rows(user, today), *(FIELDS_BESIDE_COLUMNS if leads else FIELDS_BESIDE_COLUMNS[:-1])):
        by_unit.setdefault(row.unit_id, []).append(row)
    found = (years_of_unit(meetings, today) for meetings in by_unit.values())
    return [_entry(years, today, leads) for years in found if years]


def _of_units(user: User, today: date) -> QuerySet[Any]:
    rows = access.visible_to(user, MeetingPage).filter(unit_id__in=access.of(user).unit_ids(Right.SEE_UNIT))
    return with_year_columns(rows.order_by("unit__title", "cycle__school_year"), **_more(user, today))


def _more(user: User, today: date) -> dict[str, Exists | Subquery]:
    """The columns of MORE."""
    more: dict[str, Exists | Subquery] = {
        "reads_draft": asks_to_read(user.pk, today),
        "answers_round": to_answer(user.pk, today, "round"),
        "answers_by": to_answer(user.pk, today, "round__closes_on"),
    }
    return more | ({"answered_wishes": answered_lately(today)} if access.of(user).unit_ids(Right.SEE_WISHES) else {})


_rows = VisibleRows(_of_units)


def _entry(years: UnitYears, today: date, leads: Collection[int]) -> dict[str, object]:
    row = years.leading
    every = (row, *years.later, *years.earlier)
    answered = sum(other.answered_wishes or 0 for other in every) if row.unit_id in leads else 0
    return {
        "title": row.unit_title,
        "school_year": row.school_year,
        "url": row.url,
        "beside": [{"school_year": other.school_year, "url": other.url} for other in years.beside],
        "starts_at": row.starts_at,
        "room": row.room,
        "state": row.state_label,
        "drafts": [other.url for other in every if other.reads_draft],
        "answered_wishes": answered,
        "wishes_url": reverse("unit_wishes", args=row.slugs[:2]),
        "to_answer": [other for other in every if other.answers_round is not None],
        "steps": row.steps(today),
    }
