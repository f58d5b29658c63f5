"""A parent without an account answers from a phone; the agreement holder sees it and confirms a substitute."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.convening.convene import convene
from meetings.convening.replies.links import make_reply_link
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.browser.accessibility import checked, wait_until_loaded
from tests.meetings.furnished_unit import RULES, FurnishedUnit, furnish
from tests.queued_mails import queued_mail


@pytest.fixture
def school() -> FurnishedUnit:
    factories.home()
    factories.template(agenda=[factories.agenda_item("Mål for området", 60)], participants=RULES, total_minutes=240)
    return furnish(factories.make_unit("Skovskolen"))


@pytest.fixture
def meeting(school: FurnishedUnit) -> MeetingPage:
    now = timezone.now()
    meeting = factories.meeting(unit=school.unit, starts_at=now + timedelta(days=30), room="Biblioteket")
    school.invited(meeting)
    factories.participant(meeting, Role.BOARD_REPRESENTATIVE, name="Mor Petersen", requirement="may")
    return convene(meeting=meeting, by=school[Role.AGREEMENT_HOLDER], now=now)


def link_of(meeting: MeetingPage, **who: str) -> str:
    return "/" + make_reply_link(meeting.participants.get(**who)).split("/", 3)[3]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_answers_come_from_phones_and_another_person_is_confirmed(open_window, school, meeting, script):
    phone = open_window(phone=True, script=script)
    phone.goto(link_of(meeting, name="Mor Petersen"))
    if script:  # axe waits for its own script, which never runs without
        wait_until_loaded(phone)
        checked(phone)
    phone.get_by_text("Jeg kommer", exact=True).click()
    phone.get_by_label("En linje til lederen").fill("Jeg glæder mig")
    phone.get_by_role("button", name="Send svaret").click()
    phone.get_by_text("Tak. Dit svar er noteret").wait_for()
    assert phone.get_by_label("Jeg kommer", exact=True).is_checked()

    phone.goto(link_of(meeting, role=Role.CONSULTANT))
    phone.get_by_text("Jeg kan ikke komme").click()
    phone.get_by_text("En anden kommer for mig").click()
    phone.locator("[name=substitute_name]").fill("Vera Vikar")
    phone.locator("[name=substitute_email]").fill("vera@example.dk")
    phone.get_by_role("button", name="Send svaret").click()
    phone.get_by_text("Tak. Dit svar er noteret").wait_for()

    page = open_window(user=school[Role.AGREEMENT_HOLDER], script=script)
    page.goto(meeting.url)
    page.get_by_role("link", name="Se, hvem der kommer").click()
    wait_until_loaded(page)
    if script:
        checked(page)
    assert page.get_by_text("»Jeg glæder mig«").is_visible()
    page.get_by_role("button", name="Bekræft og indkald").click()
    page.get_by_text("Vera Vikar er på listen").wait_for()
    assert "/svar/" in queued_mail("vera@example.dk").secret
    page.get_by_label("Staff_Representative Hansen").select_option("Kommer")
    page.get_by_role("button", name="Gem svarene").click()
    page.get_by_text("Svarene er gemt.").wait_for()
    page.get_by_role("button", name="Mind dem om det").click()
    page.get_by_text("mindet om at svare").wait_for()
    assert page.get_by_label("Staff_Representative Hansen").input_value() == "coming"


def test_a_dead_link_says_so_calmly(open_window, meeting):
    phone = open_window(phone=True)
    phone.goto("/svar/forkert/")
    assert phone.get_by_role("heading", name="Linket virker ikke længere").is_visible()
    checked(phone)
