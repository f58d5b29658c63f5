"""The presentation: keys, swiping, printing, no script, and evidence that is withdrawn while it is shown."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from accounts.session import Session
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.units.membership import Membership
from tests.browser.accessibility import axe, no_sideways_scrolling
from tests.browser.waits import until
from tests.browser.windows import DESKTOP, PHONE
from tests.media.pictures import talkative_jpeg
from tests.meetings.presentation.scene import Room


@pytest.fixture
def room():
    room = Room()
    room.story("Makkerne", situation="De byggede et tårn.", learning="Det skal være synligt.")
    room.bring("Hvad børnene siger", ("text", "En god makker venter på én."))
    room.bring("Overgange", ("observation", {"focus": "Fra frikvarter til time", "text": "Lang tekst. " * 120}))
    room.bring("Kladden", ("text", "Ikke delt"), shared=False)
    return room


def now(page):
    return page.locator("[data-now]")


def at(page, place):
    expect(page.locator(f"#{place}[data-now]")).to_be_visible()


def test_one_key_shows_the_next_slide(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    at(page, "start")
    assert "1 kladde: Den er ikke delt med mødet." in now(page).inner_text()
    for key, place in [
        ("ArrowRight", "side-1"), ("PageDown", "side-2"), (" ", "side-3"), ("ArrowLeft", "side-2"),
        ("PageUp", "side-1"), ("Home", "start"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        at(page, place)
    page.keyboard.press("End")
    expect(now(page)).to_contain_text("Hvad tager vi med os?")
    assert page.locator(".lr-show__slide:visible").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: url.endswith("/2026/"))


def test_keys_pressed_fast_are_all_counted(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    for _each in range(4):
        page.keyboard.press("ArrowRight")
    at(page, "side-4")


def test_the_presentation_fills_the_screen(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")


def test_every_slide_is_accessible(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    for place in range(page.locator(".lr-show__slide").count()):
        at(page, f"side-{place}" if place else "start")
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            no_sideways_scrolling(page)
            if place < 4:
                axe(page)
            text = now(page).locator(".lr-presentation__slide")
            assert text.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
        page.keyboard.press("PageDown")


def test_swiping_turns_slides_on_a_phone(open_window, room):
    page = open_window(user=room.leader, phone=True)
    page.goto(room.url)
    swipe(page, 300, 60)
    at(page, "side-1")
    swipe(page, 60, 300)
    at(page, "start")
    swipe(page, 180, 170)  # too short
    swipe(page, 300, 60)
    at(page, "side-1")


def swipe(page, from_x, to_x):
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": from_x, "y": 300}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": to_x, "y": 305}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_without_script_all_slides_are_shown_with_links(open_window, room):
    page = open_window(user=room.leader, script=False)
    page.goto(room.url)
    slides = page.locator(".lr-show__slide")
    assert all(slide.is_visible() for slide in slides.all())
    page.locator("#start").get_by_role("link", name="Begynd").click()
    assert page.url.endswith("#side-1")
    page.locator("#side-1").get_by_role("link", name="Frem").click()
    assert page.url.endswith("#side-2")
    assert page.locator("#side-2").evaluate("one => Math.abs(one.getBoundingClientRect().top) < 5")


def test_withdrawn_evidence_is_gone_at_the_next_slide(open_window, room):
    story = room.bring("Fortrød", ("text", "Det skulle I ikke have set."))
    page = open_window(user=room.leader)
    page.goto(room.url)
    place = page.locator(f".lr-show__slide:has([data-key='e{story.pk}'])").get_attribute("id")
    number = int(place.removeprefix("side-"))
    for _each in range(number - 1):
        page.keyboard.press("ArrowRight")
    at(page, f"side-{number - 1}")
    story.withdrawn_at = timezone.now()
    story.save()
    page.keyboard.press("ArrowRight")
    at(page, place)
    expect(now(page)).to_contain_text("Dette vises ikke længere.")
    assert "Det skulle I ikke" not in page.content()


def test_withdrawn_evidence_disappears_from_the_current_slide(open_window, room):
    story = room.bring("Fortrød", ("text", "Det skulle I ikke have set."))
    page = open_window(user=room.leader)
    page.clock.install()
    page.goto(room.url)
    place = page.locator(f".lr-show__slide:has([data-key='e{story.pk}'])").get_attribute("id")
    page.goto(f"{room.url}#{place}")
    page.reload()
    at(page, place)
    story.withdrawn_at = timezone.now()
    story.save()
    page.clock.fast_forward(21_000)
    expect(now(page)).to_contain_text("Dette vises ikke længere.")


def test_an_ended_role_clears_the_presentation(open_window, room):
    page = open_window(user=room.leader)
    page.watch.allowed.add(404)
    page.goto(room.url)
    page.keyboard.press("ArrowRight")
    at(page, "side-1")
    Membership.objects.filter(user=room.leader).update(ends_on=timezone.localdate())
    page.keyboard.press("ArrowRight")
    expect(now(page)).to_contain_text("Du er ikke længere logget ind, eller du må ikke længere se mødet.")
    assert "De byggede et tårn." not in page.content()


def test_a_session_about_to_expire_is_extended(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    cookie = next(one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME)
    row = Session.objects.filter(session_key=cookie["value"])
    row.update(expire_date=timezone.now() + timedelta(minutes=2))
    page.keyboard.press("ArrowRight")
    at(page, "side-1")
    until(page, lambda: row.get().expire_date > timezone.now() + timedelta(minutes=90))


def test_a_slide_stays_without_network(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    page.route("**/stadig/", lambda route: route.abort())
    page.keyboard.press("ArrowRight")
    at(page, "side-1")
    page.unroute("**/stadig/")
    page.watch.problems.clear()


def test_the_next_slides_picture_is_preloaded(open_window, room):
    piece = room.photos("Tårnet", count=4)
    page = open_window(user=room.leader)
    photo = talkative_jpeg()
    page.route("**/medier/**", lambda route: route.fulfill(status=200, content_type="image/jpeg", body=photo))
    page.goto(room.url)
    first = page.locator(f".lr-show__slide:has([data-key='m{piece.items[0].key.hex}'])")
    number = int(first.get_attribute("id").removeprefix("side-"))
    assert not page.evaluate(LOADED, f"side-{number}")
    for _each in range(number - 1):
        page.keyboard.press("ArrowRight")
    at(page, f"side-{number - 1}")
    page.wait_for_function(LOADED, arg=f"side-{number}")
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 4


LOADED = """(id) => [...document.querySelectorAll(`#${id} img`)].every((one) => one.complete && one.naturalWidth > 0)"""


def test_reduced_motion_is_respected(open_window, room):
    page = open_window(user=room.leader)
    page.emulate_media(reduced_motion="reduce")
    page.goto(room.url)
    page.keyboard.press("ArrowRight")
    at(page, "side-1")
    slide = now(page).locator(".lr-presentation__slide")
    assert slide.evaluate("one => getComputedStyle(one).animationName") == "none"


def test_printing_includes_every_slide(open_window, room):
    page = open_window(user=room.leader)
    page.goto(room.url)
    page.keyboard.press("ArrowRight")
    at(page, "side-1")
    page.emulate_media(media="print")
    seen = page.evaluate("() => [...document.querySelectorAll('.lr-show__slide')].map((one) => one.checkVisibility())")
    assert seen == [False] + [True] * (len(seen) - 1)
    assert json.dumps(page.locator("#side-2").evaluate("one => getComputedStyle(one).breakAfter")) == '"page"'
