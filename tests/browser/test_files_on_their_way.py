"""The page follows an upload from "received" to "ready", or to the reason for its refusal, while the user writes on."""

import pytest
from playwright.sync_api import expect

from foundation.task_queue.worker import Worker
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests.browser.accessibility import checked
from tests.browser.test_contributing import as_payload
from tests.browser.windows import press
from tests.media.conftest import own_store
from tests.meetings.evidence import scene as scenes
from tests.meetings.evidence.scene import photo_file

__all__ = ["own_store"]
pytestmark = pytest.mark.usefixtures("real_queue", "own_store")


def half_a_photo(name):
    whole = photo_file(name)
    return {"name": name, "mimeType": "image/jpeg", "buffer": whole.read()[:300]}


def test_the_share_button_follows_the_state_of_files(open_window):
    scene = scenes.set_up()
    draft = scene.photos(1)
    photo = MediaItem.objects.get(kind=MediaKind.IMAGE)
    MediaItem.objects.filter(kind=MediaKind.IMAGE).update(state="received")
    leader = open_window(user=scene.leader)
    leader.goto(scene.url_of(draft, "se-efter"))
    expect(leader.get_by_text("ikke klar endnu")).to_be_visible()
    expect(leader.get_by_role("button", name="Del med mødet")).to_have_count(0)
    checked(leader)
    MediaItem.objects.filter(kind=MediaKind.IMAGE).update(state="ready")
    expect(leader.get_by_role("img", name=photo.alt_text)).to_have_count(1, timeout=30_000)
    expect(leader.get_by_text("ikke klar endnu")).to_have_count(0)
    press(leader, "Del med mødet")
    expect(leader.get_by_text("Det er delt. Mødets deltagere kan se det nu.")).to_be_visible()


def test_the_page_updates_without_reload(open_window):
    scene = scenes.set_up()
    phone = open_window(phone=True, user=scene.leader)
    phone.goto(scene.address())
    phone.locator("input[name=files]").set_input_files([as_payload(photo_file("a.jpg")), half_a_photo("b.jpg")])
    press(phone, "Gem, og fortsæt")
    slots = phone.locator("[data-media-slot]")
    expect(slots).to_have_count(2)
    expect(slots.first).to_contain_text("Modtaget")
    expect(slots.first).to_contain_text("Du kan godt gå videre imens")
    checked(phone)
    words = phone.get_by_label("Hvad viser billedet?").first
    words.fill("Et vandhul med to børn, der ikke kan kendes")
    phone.evaluate("window.samePage = true")

    MediaItem.objects.filter(kind=MediaKind.IMAGE).order_by("pk").update(state="processing")
    expect(slots.first).to_contain_text("Behandles", timeout=30_000)
    Worker().run_once()

    # Each is sent by itself, so either may have come first.
    expect(slots.locator("img")).to_have_count(1, timeout=30_000)
    expect(slots.locator("img")).to_be_visible()
    expect(words).to_have_value("Et vandhul med to børn, der ikke kan kendes")
    assert phone.evaluate("window.samePage") is True
    refused = slots.filter(has_text="Afvist")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("beskadiget", timeout=30_000)
    assert not phone.locator("[data-media-waits]").count()

    draft = Evidence.objects.get()
    phone.goto(scene.url_of(draft, "rediger"))
    expect(slots.filter(has_text="beskadiget")).to_have_count(1)
    checked(phone)
    number = ["beskadiget" in text for text in slots.all_inner_texts()].index(True) + 1
    phone.get_by_role("button", name=f"Slet fil {number}").click()
    expect(phone.locator("[data-media-slot]")).to_have_count(1)
    expect(phone.locator("[data-media-slot] img")).to_be_visible()
