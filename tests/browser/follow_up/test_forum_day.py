"""A forum day is run from the projector, with the keys of the meeting's screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from tests import factories
from tests.browser.accessibility import checked, no_sideways_scrolling
from tests.meetings.forum.days.made import forum_day


@pytest.fixture
def day():
    told = {"did": "Vi læste to og to.", "saw": "De stille læste højt."}
    shown = factories.example(title="Makkerlæsning", state=ExampleState.CLEARED, **told)
    other = factories.example(title="Udeskole", state=ExampleState.CLEARED)
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    return forum_day(examples=[shown, other], people=[guest])


def now(page):
    return page.locator("[data-now]")


def test_the_programme_is_run_with_one_key_and_stops_showing_what_is_taken_down(open_window, day):
    page = open_window(user=day.planned_by)
    page.goto(reverse("forum_day_show", args=[day.slug]))
    for words in ("Makkerlæsning", "Makkerlæsning", "Vi læste to og to.", "De stille læste højt."):
        page.keyboard.press("ArrowRight")
        expect(now(page)).to_contain_text(words)
    ExamplePage.objects.filter(title="Udeskole").update(state=ExampleState.TAKEN_DOWN)
    for _each in range(3):
        page.keyboard.press("PageDown")
    expect(now(page)).to_contain_text("vises ikke længere")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: url.endswith(day.get_url()))


def test_a_department_leader_answers_and_finds_the_day_on_the_front_page(open_window, day):
    page = open_window(user=day.invitees.get().user)
    page.goto("/")
    page.get_by_role("link", name="Svar på indkaldelsen").click()
    page.get_by_label("Jeg kommer", exact=True).check()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Dit svar: kommer.")).to_be_visible()
    checked(page)
    page.set_viewport_size({"width": 360, "height": 700})
    no_sideways_scrolling(page)
