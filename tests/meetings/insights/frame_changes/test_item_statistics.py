"""Planned and actual minutes of a year's meetings, and what was left out."""

import pytest

from meetings.insights.frame_changes.item_statistics import ItemStatistics, Spread, item_statistics
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.insights.frame_changes.scene import DATA, OWN, held, next_template

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame():
    return next_template()


def test_median_and_quartiles_are_those_computed_by_hand():
    # 30 40 50 60 100: the middle is 50, a quarter of the way 40, three quarters 60
    assert Spread.from_values([100, 30, 60, 40, 50]) == Spread(5, 40, 50, 60)
    # 40 50 60 80: between 50 and 60; 47.5; 65
    assert Spread.from_values([80, 40, 60, 50]) == Spread(4, 48, 55, 65)
    assert Spread.from_values([30, 60]) is None


def test_each_item_has_its_planned_and_actual_minutes(frame):
    held(frame, data=(None, 50 * 60), own=(100, 130 * 60))
    held(frame, data=(50, 70 * 60), own=(0, 30))
    held(frame, data=(90, 60 * 60), own=(None, 110 * 60))
    held(frame, data=(None, 0), own=(None, 0))  # not led on the screen
    factories.meeting(cycle=frame.cycle, state=MeetingState.PREPARING)
    figures = item_statistics(frame.cycle)
    data, own = figures.items[frame.item(DATA)], figures.items[frame.item(OWN)]
    assert (figures.meetings, figures.on_screen) == (4, 3)
    assert (sorted(data.planned), sorted(data.actual)) == ([50, 60, 60, 90], [50, 60, 70])
    assert (sorted(own.planned), sorted(own.actual)) == ([100, 120, 120], [110, 130])
    assert data == ItemStatistics(DATA, data.planned, data.actual, 4, 3, shortened=1, no_time=0, skipped=0)
    assert own == ItemStatistics(OWN, own.planned, own.actual, 4, 3, shortened=1, no_time=1, skipped=1)
    assert data.lines == [
        "Planlagt: 1\N{NO-BREAK SPACE}time, halvdelen af møderne mellem 58\N{NO-BREAK SPACE}min. og "
        "1\N{NO-BREAK SPACE}time 8\N{NO-BREAK SPACE}min.",
        "Brugt: 1\N{NO-BREAK SPACE}time, halvdelen af møderne mellem 55\N{NO-BREAK SPACE}min. og "
        "1\N{NO-BREAK SPACE}time 5\N{NO-BREAK SPACE}min.",
        "Fik mindre tid på 1 af 4 møder",
    ]
    assert own.lines[1:] == [
        "Færre end 3 møder er ledt på skærmen, så den brugte tid vises ikke.",
        "Fik mindre tid på 1 af 4 møder",
        "Udeladt af dagsordenen på 1 af 4 møder",
        "Sprunget over på 1 af 3 møder, der blev ledt på skærmen",
    ]


def test_two_meetings_show_no_time(frame):
    held(frame, data=(45, 3000))
    held(frame, data=(45, 3000))
    lines = item_statistics(frame.cycle).items[frame.item(DATA)].lines
    assert lines == ["Der er holdt færre end 3 møder endnu, så der vises ingen tider."]


def test_minutes_are_those_of_the_edition_that_the_meeting_followed(frame):
    for _number in range(2):
        held(frame)
    template = frame.cycle.template
    template.agenda[0].value["minutes"] = 30
    template.save_revision().publish()
    template.refresh_from_db()
    held(frame)
    assert sorted(item_statistics(frame.cycle).items[frame.item(DATA)].planned) == [30, 60, 60]


def test_an_item_that_left_the_agenda_is_not_counted_any_more(frame):
    meeting = held(frame)
    template = frame.cycle.template
    template.agenda = [block for block in template.agenda.get_prep_value() if block["value"]["title"] == DATA]
    meeting.template_revision = template.save_revision()
    meeting.save()
    assert list(item_statistics(frame.cycle).items) == [frame.item(DATA)]
