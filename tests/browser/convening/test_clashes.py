"""The chef is busy when the agreement holder wants to convene: the form says so, and a free half day is chosen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.browser.accessibility import checked, checked_in_both_sizes
from tests.browser.windows import press
from tests.meetings.furnished_unit import RULES, FurnishedUnit, furnish
from tests.queued_mails import queued_mails

TAKEN = date(2026, 11, 5)
FREE = "tirsdag 3. november kl. 12.00–16.00"
WORDS = "er optaget kl. 9.00–13.00."


@pytest.fixture
def school() -> FurnishedUnit:
    factories.home()
    factories.template(agenda=[factories.agenda_item("Mål for området", 240)], participants=RULES)
    school = furnish(factories.make_unit("Skovskolen"))
    other = factories.meeting(unit=factories.make_unit("Åskolen"), state=MeetingState.INVITED, on=TAKEN)
    for role in (Role.HEAD_OF_AREA, Role.CONSULTANT):
        factories.participant(other, role, person=school[role])
    return school


@pytest.mark.parametrize("script", [True, False])
def test_a_free_half_day_is_chosen_instead(open_window, school, script):
    meeting = factories.meeting(unit=school.unit)
    page = open_window(user=school[Role.AGREEMENT_HOLDER], script=script, phone=True)
    page.goto(f"{meeting.url}indkald/")
    page.get_by_label("Lokale").fill("Biblioteket")
    page.get_by_label("Dato").fill(TAKEN.isoformat())
    page.get_by_label("Begynder").fill("09:00")
    if script:
        page.get_by_label("Begynder").blur()
    else:
        press(page, "Indkald til mødet")
    expect(page.get_by_text(WORDS)).to_have_count(2)
    assert "Åskolen" not in page.content(), "the agreement holder may not see that meeting"
    if script:
        checked_in_both_sizes(page)
    press(page, FREE)
    expect(page.get_by_text(WORDS)).to_have_count(0)
    expect(page.get_by_label("Dato")).to_have_value("2026-11-03")
    expect(page.get_by_label("Lokale")).to_have_value("Biblioteket")
    assert not queued_mails()
    press(page, "Indkald til mødet")
    page.get_by_text("Der er indkaldt til mødet. 6 deltagere får en mail").wait_for()
    meeting = MeetingPage.objects.get(pk=meeting.pk)
    assert meeting.starts_at == datetime(2026, 11, 3, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))


def test_the_chef_blocks_a_time_and_it_is_free_for_nobody(open_window, school):
    """What is blocked clashes, is not among the chef's free half days, and not offered to whoever convenes."""
    day = date(2026, 10, 6)
    meeting = factories.meeting(unit=school.unit)
    other = factories.meeting(unit=factories.make_unit("Engskolen"), state=MeetingState.INVITED, on=day)
    factories.participant(other, Role.HEAD_OF_AREA, person=school[Role.HEAD_OF_AREA])
    chef = open_window(user=school[Role.HEAD_OF_AREA], phone=True)
    chef.goto("/aaret/")
    chef.get_by_text("Spær en tid").click()
    chef.get_by_label("Dag", exact=True).fill(day.isoformat())
    chef.get_by_label("Note til dig selv").fill("Budgetseminar")
    checked_in_both_sizes(chef)
    press(chef, "Spær tiden")
    chef.get_by_text("Tiden er spærret.").wait_for()
    expect(chef.get_by_text("2 kommende aftaler falder sammen med andre")).to_be_visible()
    expect(chef.get_by_text("Samtidig med: Budgetseminar")).to_be_visible()
    chef.get_by_text("Dine næste ledige halve dage").click()
    expect(chef.locator("#ledig li").filter(has_text="onsdag 7. oktober: formiddag og eftermiddag")).to_be_visible()
    expect(chef.locator("#ledig li").filter(has_text="tirsdag 6. oktober")).to_have_count(0)
    checked_in_both_sizes(chef)
    page = open_window(user=school[Role.AGREEMENT_HOLDER], phone=True)
    page.goto(f"{meeting.url}indkald/")
    page.get_by_label("Dato").fill(day.isoformat())
    page.get_by_label("Begynder").fill("13:30")
    page.get_by_label("Begynder").blur()
    expect(page.get_by_text("er optaget hele tirsdag 6. oktober.")).to_have_count(1)
    assert "Budgetseminar" not in page.content() and "Engskolen" not in page.content()
    checked_in_both_sizes(page)
    offered = page.locator(".lr-clashes__free button")
    expect(offered.filter(has_text="tirsdag 6. oktober")).to_have_count(0)
    offered.first.click()
    expect(page.locator(".lr-clashes__busy")).to_have_count(0)
    expect(page.get_by_label("Dato")).not_to_have_value(day.isoformat())


def test_the_consultant_sees_the_clash_in_the_row_of_the_unit(open_window, school):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING, on=date(2026, 11, 26))
    factories.preparation_step(meeting, planned_on=TAKEN)
    page = open_window(user=school[Role.CONSULTANT], phone=True)
    page.goto("/forberedelser/")
    page.get_by_label("Begynder").fill("10:00")
    page.get_by_label("Slutter").fill("11:30")
    page.get_by_label("Slutter").blur()
    expect(page.get_by_text(WORDS)).to_have_count(1)
    expect(page.get_by_text("Åskolen")).to_have_count(1)
    checked(page)
    press(page, "torsdag 5. november kl. 13.00–14.30")
    expect(page.get_by_label("Begynder")).to_have_value("13:00")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    press(page, "Gem")
    page.get_by_text("Det er gemt.").wait_for()
