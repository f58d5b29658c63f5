"""The minutes of the agenda compared with the length of the meeting."""

import pytest

from meetings.template.pages import TemplatePage
from meetings.template.time_budget import TimeBudget, budgets
from meetings.units.enums import UnitKind
from tests.factories import agenda_item

pytestmark = pytest.mark.django_db

NO_BREAK = "\u00a0"


def words(*minutes: int | None, length: int = 240) -> str:
    page = TemplatePage(agenda=[agenda_item(minutes=one) for one in minutes], total_minutes=length)
    return TimeBudget.from_agenda(page.agenda, length=length, kind=UnitKind.SCHOOL).text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ((60, 90, 60, 30), "Punkterne varer 4 timer i alt, lige så længe som mødet."),
        ((120, 150), "Punkterne varer 4 timer 30 min. i alt. Det er 30 min. for langt: Mødet varer 4 timer."),
        ((120, 60), "Punkterne varer 3 timer i alt. Der er 1 time tilbage af mødets 4 timer."),
        ((240, None), "Punkterne varer 4 timer i alt, lige så længe som mødet. 1 punkt har ingen tid."),
        ((), "Punkterne varer 0 min. i alt. Der er 4 timer tilbage af mødets 4 timer."),
    ],
)
def test_the_text_compares_sum_and_length(minutes, expected):
    assert words(*minutes) == expected


def test_each_kind_of_unit_has_its_own_sum():
    items = [agenda_item(minutes=200), agenda_item(minutes=40, applies_to="school")]
    school, daycare = budgets(TemplatePage(agenda=items, total_minutes=240))
    assert (school.kind, school.planned, school.fits) == (UnitKind.SCHOOL, 240, True)
    assert (daycare.kind, daycare.planned, daycare.too_long) == (UnitKind.DAYCARE, 200, -40)


def test_breaks_count_and_kept_text_does_not():
    items = [
        agenda_item(minutes=60),
        agenda_item("Frokost", 30, is_break=True),
        {"type": "kept_text", "value": {"text": "45 min. mere"}},
    ]
    assert budgets(TemplatePage(agenda=items, total_minutes=90))[0].fits
