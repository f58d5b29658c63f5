"""A forum day from its plan to what is noted on its example, and another unit that has tried it; run from the projector
with the keys of the meeting's screen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.forum.days.pages import ForumDayPage, ForumDaysPage
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.notifications import tried
from meetings.notifications.models import Notification
from tests import factories
from tests.browser.accessibility import checked, no_sideways_scrolling, wait_until_loaded
from tests.browser.windows import press
from tests.meetings.forum.days.made import forum_day

TOLD = {"did": "Vi læste to og to.", "saw": "De stille læste højt."}


@pytest.fixture
def day():
    shown = factories.example(title="Makkerlæsning", state=ExampleState.CLEARED, **TOLD)
    other = factories.example(title="Udeskole", state=ExampleState.CLEARED)
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    return forum_day(examples=[shown, other], people=[guest])


def now(page):
    return page.locator("[data-now]")


def test_a_day_is_planned_run_and_noted_and_another_unit_tries_what_it_saw(open_window):
    factories.forum()
    origin = factories.user(role=Role.AGREEMENT_HOLDER, name="Lene Leder")
    example = factories.example(
        title="Makkerlæsning", unit=origin.memberships.get().unit, state=ExampleState.CLEARED, contact="Lene", **TOLD
    )
    planner = factories.user(role=Role.CONSULTANT)
    page = open_window(user=planner)
    _plans(page, origin)
    day = ForumDayPage.objects.get()

    _runs_and_notes(page, day)
    _tries(open_window(user=factories.user(role=Role.AGREEMENT_HOLDER), phone=True), example)
    assert [one.kind for one in Notification.objects.filter(recipient=origin)] == [tried.template]
    page = open_window(user=origin)
    page.goto(example.get_url())
    expect(page.get_by_text("Vist:")).to_contain_text("Forårets lederforum")
    expect(page.get_by_text("Vi gjorde det om fredagen")).to_be_visible()
    checked(page)


def _plans(page, origin):
    """From the list of days to the invitation that was sent."""
    page.goto(ForumDaysPage.objects.get().get_url())
    page.get_by_role("link", name="Planlæg en forumdag").click()
    page.get_by_label("Titel").fill("Forårets lederforum")
    page.get_by_label("Dato").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    page.get_by_label("Begynder kl.").fill("09:00")
    page.get_by_label("Sted").fill("Rådhuset")
    checked(page)
    press(page, "Planlæg dagen")

    new = page.get_by_role("region", name="Tilføj et punkt")
    new.get_by_label("Titel på et frit punkt").fill("Velkommen")
    new.get_by_label("Minutter").fill("15")
    press(new, "Tilføj")
    expect(page.get_by_role("textbox", name="Titel (valgfrit)", exact=True)).to_have_value("Velkommen")
    new.get_by_label("Hvad er punktet?").select_option(label=f"Makkerlæsning ({origin.memberships.get().unit.title})")
    new.get_by_label("Minutter").fill("20")
    press(new, "Tilføj")
    expect(page.get_by_role("listitem").filter(has_text="Makkerlæsning")).to_be_visible()
    checked(page)
    press(page, "Gem programmet")

    page.get_by_role("link", name="Vælg, hvem der inviteres").click()
    page.get_by_label("Andre personer").fill(f"Lene Leder, {origin.email}")
    checked(page)
    press(page, "Gem listen")
    page.get_by_role("link", name="Send invitationen").click()
    checked(page)
    press(page, "Send invitationen")
    expect(page.get_by_text("Invitationen er sendt")).to_be_visible()
    page.get_by_role("link", name="Notér svar og påmind").click()
    checked(page)


def _runs_and_notes(page, day):
    ForumDayPage.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
    page.goto(day.get_url())
    checked(page)
    page.get_by_role("link", name="Vis på storskærm").click()
    page.wait_for_url(lambda url: "/vis/" in url)
    wait_until_loaded(page)  # the script that listens to the keys is there
    for words in ("Forårets lederforum", "Velkommen", "Makkerlæsning", TOLD["did"], TOLD["saw"]):
        page.keyboard.press("ArrowRight")
        expect(now(page)).to_contain_text(words)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Notér, hvad I viste").click()
    checked(page)
    press(page, "Dagen er afholdt")
    expect(page.get_by_text("Afholdt").first).to_be_visible()


def _tries(phone, example):
    """A leader of another unit, on the phone."""
    phone.goto(example.get_url())
    checked(phone)
    phone.get_by_role("link", name="Vi har prøvet det").click()
    checked(phone)
    phone.get_by_label("Hvad har I prøvet?").fill("Vi gjorde det om fredagen")
    press(phone, "Vi har prøvet det")
    expect(phone.get_by_text("Vi gjorde det om fredagen")).to_be_visible()


def test_the_run_stops_showing_what_is_taken_down(open_window, day):
    page = open_window(user=day.planned_by)
    page.goto(reverse("forum_day_show", args=[day.slug]))
    for _each in range(3):
        page.keyboard.press("ArrowRight")
    expect(now(page)).to_contain_text(TOLD["did"])
    ExamplePage.objects.filter(title="Udeskole").update(state=ExampleState.TAKEN_DOWN)
    for _each in range(4):
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
