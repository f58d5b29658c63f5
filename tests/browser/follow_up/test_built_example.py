"""A leader ticks an example together, on a phone and at a desk; chef clears it for a day, and then leaders see it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.meeting.current_meetings import start_of
from meetings.moderation.publish_scheduled import publish_scheduled
from tests.browser.accessibility import checked_in_both_sizes
from tests.meetings.forum.test_build_example import Stage


@pytest.fixture
def stage():
    return Stage()


def test_from_ticks_to_the_lederforum(open_window, stage):
    page = open_window(user=stage.leader, phone=True)
    page.watch.allowed.add(404)  # the photo of the scene has a row and no file
    page.goto(reverse("agreement", args=[stage.agreement.pk]))
    page.get_by_role("link", name="Byg et eksempel af det").click()
    expect(page.get_by_role("checkbox", name="Makkere hver fredag")).to_be_checked()
    page.get_by_role("checkbox", name="Vi begynder med makkere.").check()
    page.get_by_role("checkbox", name="Sødt barn").check()
    checked_in_both_sizes(page)
    page.get_by_label("Titel").fill("Makkere om fredagen")
    page.get_by_role("button", name="Lav en kladde").click()
    expect(page.get_by_text("Kladden er lavet.")).to_be_visible()
    excerpts = page.get_by_label(f"Referat af dialogmødet {stage.meeting.school_year}, »Trivsel«")
    excerpts.last.fill("Godt gået")
    page.get_by_label("Hvad lærte vi?").fill("Vi skal være der")
    page.get_by_label("Hvad kan andre bruge?").fill("Begynd i én årgang")
    checked_in_both_sizes(page)
    page.get_by_role("button", name="Send forslaget").click()
    expect(page.get_by_text("Eksemplet er foreslået.")).to_be_visible()
    address = page.url

    chef = open_window(user=stage.chef, phone=True)
    chef.goto(f"{address}afgoer/")
    expect(chef.get_by_text("forkortet eller rettet")).to_have_count(1)
    day = timezone.localdate() + timedelta(days=3)
    chef.get_by_label("Vises fra").fill(day.isoformat())
    checked_in_both_sizes(chef)
    chef.get_by_role("button", name="Vis i lederforum").click()
    expect(chef.get_by_text("Alle ledere kan se eksemplet fra den").first).to_be_visible()

    other = open_window(user=stage.other_leader)
    other.watch.allowed.add(404)
    assert other.goto(address).status == 404
    with time_machine.travel(start_of(day) + timedelta(minutes=1)):
        publish_scheduled.call()
    assert ExamplePage.objects.get().state == ExampleState.CLEARED
    other.goto("/lederforum/")
    other.get_by_role("link", name="Makkere om fredagen").click()
    expect(other.get_by_text("Godt gået")).to_be_visible()
    expect(other.get_by_text("Bygget af")).to_be_visible()
    checked_in_both_sizes(other)
