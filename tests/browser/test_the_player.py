"""A film and a sound recording are played with the keyboard, captions and all, also without script."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import set_body, with_file
from meetings.evidence.enums import EvidenceKind
from tests.browser.accessibility import axe, checked
from tests.media import films, pictures
from tests.media.take_in import take_in
from tests.meetings.evidence.scene import Scene, set_up

CAPTIONS = "WEBVTT\n\n00:00:00.000 --> 00:00:03.000\nVi leder efter haletudser.\n"
STATE = """medium => ({paused: medium.paused, at: medium.currentTime, ready: medium.readyState,
    captions: medium.textTracks.length ? medium.textTracks[0].mode : "none",
    cues: medium.textTracks.length && medium.textTracks[0].activeCues ? medium.textTracks[0].activeCues.length : 0})"""


def until(medium: Locator, holds: Callable[[dict[str, Any]], bool]) -> None:
    """Waits, asking as the content policy allows: the browser may not be given a string to run again and again."""
    last = time.monotonic() + 20
    while not holds(medium.evaluate(STATE)):
        assert time.monotonic() < last, medium.evaluate(STATE)
        medium.page.wait_for_timeout(50)


def page_with_both() -> tuple[Scene, str]:
    scene = set_up()
    shared = scene.shared(kind=EvidenceKind.STORY, title="Vandhullet", body=[])
    film = take_in(MediaKind.FILM, pictures.upload("film.mp4", films.film(seconds=3)), shared, scene.staff)
    sound = take_in(
        MediaKind.SOUND,
        pictures.upload("lyd.mp3", films.recording(container="mp3", codec="libmp3lame")),
        shared,
        scene.staff,
    )
    MediaItem.objects.filter(kind=MediaKind.FILM).update(
        title="Ved vandhullet", captions=CAPTIONS, transcript="Vi leder efter haletudser."
    )
    MediaItem.objects.filter(kind=MediaKind.SOUND).update(title="Frøsangen", transcript="Kvæk.")
    set_body(shared, with_file(with_file(shared.body, MediaKind.FILM, film.pk), MediaKind.SOUND, sound.pk))
    shared.save()
    return scene, scene.page(shared)


def test_keys_play_and_pause_and_turn_captions_on_and_off(open_window: Callable[..., Page]) -> None:
    scene, address = page_with_both()
    window = open_window(user=scene.chef)
    window.goto(address)
    axe(window)
    film = window.locator("video")

    until(film, lambda now: now["ready"] >= 1)
    assert film.evaluate(STATE)["paused"] and film.evaluate(STATE)["captions"] == "showing"
    film.focus()
    window.keyboard.press("k")
    until(film, lambda now: not now["paused"] and now["at"] > 0.2 and now["cues"] == 1)
    window.keyboard.press("k")
    until(film, lambda now: now["paused"])
    window.keyboard.press("c")
    assert film.evaluate(STATE)["captions"] == "hidden"
    window.keyboard.press("c")
    assert film.evaluate(STATE)["captions"] == "showing"
    before = film.evaluate(STATE)["at"]
    window.keyboard.press("Space")  # the browser's own, as are the arrows
    until(film, lambda now: now["at"] > before)
    window.keyboard.press("Space")
    until(film, lambda now: now["paused"])
    expect(window.get_by_text("viser og skjuler undertekster")).to_be_visible()
    window.get_by_text("Læs, hvad der bliver sagt i filmen").click()
    expect(window.get_by_text("Vi leder efter haletudser.")).to_be_visible()
    window.locator("audio").focus()
    window.keyboard.press("k")
    until(window.locator("audio"), lambda now: now["at"] > 0)


def test_the_player_plays_without_script_and_fits_a_telephone(open_window: Callable[..., Page]) -> None:
    scene, address = page_with_both()
    phone = open_window(phone=True, user=scene.chef)
    phone.goto(address)
    checked(phone)
    plain = open_window(user=scene.chef, script=False)
    plain.goto(address)
    expect(plain.locator("video[controls]")).to_be_visible()
    expect(plain.locator("audio[controls]")).to_be_visible()
    expect(plain.get_by_text("viser og skjuler undertekster")).to_be_hidden()  # nobody would hear that key


def test_slide_keys_and_player_keys_work_together(open_window: Callable[..., Page]) -> None:
    scene, _address = page_with_both()
    window = open_window(user=scene.chef)
    window.goto(f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/moede/vis/")
    now = window.locator("[data-now]")
    while not now.locator("video").count():
        place = now.get_attribute("id")
        window.keyboard.press("ArrowRight")
        expect(window.locator(f"#{place}[data-now]")).to_have_count(0)
    film_slide = now.get_attribute("id")
    film = window.locator(f"#{film_slide} video")
    until(film, lambda state: state["captions"] == "showing")
    window.keyboard.press("k")  # nobody has pressed tab until the film has the focus
    until(film, lambda state: not state["paused"] and state["cues"] == 1)
    window.keyboard.press("c")
    until(film, lambda state: state["captions"] == "hidden")
    window.keyboard.press("c")
    until(film, lambda state: state["captions"] == "showing")
    film.focus()
    window.keyboard.press("k")
    until(film, lambda state: state["paused"])
    window.keyboard.press("k")
    until(film, lambda state: not state["paused"])
    window.keyboard.press("PageDown")
    expect(window.locator(f"#{film_slide}[data-now]")).to_have_count(0)
    until(film, lambda state: state["paused"])  # a slide that is turned away from falls silent
    axe(window)
    sound = window.locator(f"#{now.get_attribute('id')} audio")
    expect(now).to_contain_text("Kvæk.")  # its words hang beside it, without being opened
    window.keyboard.press("k")
    until(sound, lambda state: not state["paused"] or state["at"] > 0)
    window.keyboard.press("ArrowLeft")
    expect(window.locator(f"#{film_slide}[data-now]")).to_be_visible()
    until(sound, lambda state: state["paused"])
