"""One film on a phone 360 pixels wide: from the front page, over a dropped connection, to whoever plays it."""

import re

import pytest
from playwright.sync_api import expect

from media.ingest import receive
from media.ingest.prepare import prepare
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from tests.browser.accessibility import checked
from tests.browser.test_uploading import PART, cut, payload, reconnect, row, small_parts, words_of
from tests.browser.waits import until
from tests.media import films
from tests.media.take_in import Later
from tests.meetings.evidence.scene import photo_file, set_up

__all__ = ["small_parts"]
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:05.000\nVi leder efter haletudser.\n"
ADD_LINK = "Tilføj billede, film eller fortælling"
PLAYS = """async (video) => {
  video.muted = true;
  for (const track of video.textTracks) track.mode = 'showing';
  await video.play();
  await new Promise((resolve) => video.addEventListener('timeupdate', () => video.currentTime > 0 && resolve()));
  return [...video.textTracks].flatMap((track) => [...track.cues].map((cue) => cue.text));
}"""


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Tasks wait until the test works on them."""
    later = Later()
    monkeypatch.setattr(receive, "prepare_media", later)
    return later


def test_from_the_front_page_to_a_shared_film_with_captions(open_window, small_parts, queue):
    scene = set_up()
    phone = open_window(phone=True, user=scene.leader)
    phone.watch.allowed.add(409)  # the film came into the draft while it was saved: the script sends again
    phone.goto("/")
    checked(phone)
    phone.get_by_role("link", name=ADD_LINK).click()
    checked(phone)
    phone.get_by_role("link", name=re.compile("^Film")).click()
    checked(phone)

    film = films.film(seconds=6, size="640x360")
    broken = cut(phone, after=4)
    phone.locator("input[name=files]").set_input_files([payload("film.mp4", film, "video/mp4")])
    until(phone, lambda: broken)
    expect(row(phone)).to_contain_text("Ingen forbindelse")
    checked(phone)
    words_of(phone).fill("De leder efter haletudser i vandhullet.")
    reconnect(phone)
    expect(row(phone)).to_contain_text("Modtaget")
    assert broken == [str(4 * PART)]
    checked(phone)

    stays = phone.evaluate("window.stays = String(Math.random())")
    stored = MediaItem.objects.get(kind=MediaKind.FILM)
    assert queue.enqueued == [(str(stored.key),)]
    MediaItem.objects.filter(kind=MediaKind.FILM).update(state="processing")
    expect(row(phone)).to_contain_text("Behandles", timeout=30_000)
    MediaItem.objects.filter(kind=MediaKind.FILM).update(state="received")
    prepare(key=stored.key)
    expect(row(phone)).to_contain_text("Klar", timeout=30_000)
    assert phone.evaluate("window.stays") == stays  # the page was not loaded again
    checked(phone)

    phone.get_by_role("button", name="Gem, og fortsæt", exact=True).click()
    phone.wait_for_url("**/om/")
    phone.get_by_label("Undertekster").set_input_files([payload("film.vtt", CAPTIONS, "text/vtt")])
    phone.get_by_text("Fællesskaber for alle").click()
    checked(phone)
    phone.get_by_role("button", name="Se, hvordan det bliver", exact=True).click()
    checked(phone)
    phone.get_by_role("button", name="Del med mødet", exact=True).click()
    expect(phone.get_by_text("Det er delt. Mødets deltagere kan se det nu.")).to_be_visible()
    checked(phone)
    shared = phone.url

    consultant = open_window(user=scene.consultant)
    assert consultant.goto(shared).status == 200
    expect(consultant.get_by_text("De leder efter haletudser i vandhullet.")).to_be_visible()
    assert consultant.locator("video").evaluate(PLAYS) == ["Vi leder efter haletudser."]
    checked(consultant)
    stranger = open_window(user=scene.stranger)
    assert stranger.goto(shared).status == 404


def test_a_film_that_is_refused_says_why_without_loading(open_window, queue):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/film"))
    broken = films.film()[:4000]
    phone.locator("input[name=files]").set_input_files([payload("film.mp4", broken, "video/mp4")])
    expect(row(phone)).to_contain_text("Modtaget")
    prepare(key=MediaItem.objects.get(kind=MediaKind.FILM).key)
    expect(row(phone)).to_contain_text(re.compile("Afvist: Filmen er beskadiget"), timeout=30_000)
    checked(phone)
    row(phone).get_by_role("button", name=re.compile("Fjern")).click()
    expect(phone.locator("[data-chosen] > li")).to_have_count(0)
    assert not MediaItem.objects.filter(kind=MediaKind.FILM).exists()


def test_the_camera_is_two_taps_from_the_front_page(open_window):
    """On a phone that has no pointer: the second tap opens the camera on its back."""
    scene = set_up()
    for person in (scene.staff, scene.leader):
        phone = open_window(phone=True, user=person, is_mobile=True)
        phone.goto("/")
        phone.get_by_role("link", name=ADD_LINK).tap()
        camera = phone.locator("input[name=camera]")
        assert camera.get_attribute("capture") == "environment"
        with phone.expect_file_chooser() as opened:
            phone.get_by_text("Tag et billede nu").tap()
        assert opened.value.element.get_attribute("name") == "camera"
        for number, colour in enumerate(("green", "red"), start=1):  # without leaving the page
            camera.set_input_files([payload("image.jpg", photo_file(colour=colour).read(), "image/jpeg")])
            expect(phone.locator("[data-chosen] > li")).to_have_count(number)
        checked(phone)
        for position in (0, 1):
            expect(row(phone, position)).to_contain_text("Klar", timeout=30_000)
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 4


def test_without_script_a_single_film_comes_with_the_form(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff, script=False)
    phone.goto(scene.address("ny/film"))
    phone.locator("input[name=files]").set_input_files([payload("film.mp4", films.film(), "video/mp4")])
    phone.get_by_role("button", name="Aflever til ledelsen", exact=True).click()
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible(timeout=60_000)
    assert MediaItem.objects.get(kind=MediaKind.FILM).source_name == "film.mp4"
