"""Uploads from a phone: lost connections, reloads, and writing during the upload."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Upload
from media.uploading import limits
from meetings.evidence.files import uploads as evidence_uploads
from meetings.evidence.models import Evidence
from tests.browser.accessibility import checked, no_sideways_scrolling
from tests.browser.waits import until, until_kept
from tests.media import films
from tests.meetings.evidence.scene import photo_file, set_up

WORKING = 60_000
PART = 16 * 1024


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small parts, so that a short film has many."""
    monkeypatch.setattr("meetings.evidence.views.content_page.PART_BYTES", PART)


@pytest.fixture
def arrived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hash of each file as it is handed over."""
    hashes: list[str] = []
    add_file = evidence_uploads.add_file

    def watched(user, evidence_id, kind, file):
        hashes.append(hashlib.sha256(Path(file.temporary_file_path()).read_bytes()).hexdigest())
        return add_file(user, evidence_id, kind, file)

    monkeypatch.setattr(evidence_uploads, "add_file", watched)
    return hashes


def payload(name: str, content: bytes, kind: str) -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": content}


def row(page: Page, position: int = 0):
    return page.locator(".lr-sending").nth(position)


def words_of(page: Page):
    return page.locator("[name=words-text]")


def cut(page: Page, after: int) -> list[str]:
    """The connection breaks with the next part but `after`, and stays away. The list fills when it has happened."""
    seen: list[str] = []
    broken: list[str] = []

    def interrupt(route):
        if route.request.method != "PATCH":
            route.continue_()
            return
        seen.append(route.request.headers["upload-offset"])
        if len(seen) <= after:
            route.continue_()
            return
        broken.append(seen[-1])
        page.context.set_offline(True)
        route.abort("connectionreset")

    page.unroute("**/medier/upload/**")
    page.route("**/medier/upload/**", interrupt)
    return broken


def reconnect(page: Page) -> None:
    page.unroute("**/medier/upload/**")
    page.context.set_offline(False)


def test_an_upload_survives_three_lost_connections(open_window, small_parts, arrived):
    scene = set_up()
    film = films.film(seconds=6, size="640x360")
    assert len(film) > 12 * PART
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/film"))
    broken = cut(phone, after=2)
    phone.locator("input[name=files]").set_input_files([payload("film.mp4", film, "video/mp4")])
    places = []
    for parts in (3, 2, None):
        until(phone, lambda happened=broken: happened)
        places.append(int(broken[0]))
        expect(row(phone)).to_contain_text("Ingen forbindelse")
        if parts:
            broken = cut(phone, after=parts)
            phone.context.set_offline(False)
        else:
            reconnect(phone)
    expect(row(phone)).to_contain_text("Klar", timeout=WORKING)
    assert arrived == [hashlib.sha256(film).hexdigest()]
    assert MediaItem.objects.filter(kind=MediaKind.FILM).count() == 1
    assert places == [2 * PART, 5 * PART, 7 * PART]  # nothing is sent twice


def test_text_can_be_written_during_an_upload(open_window, small_parts):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/film"))
    cut(phone, after=2)
    film = films.film(seconds=6, size="640x360")
    phone.locator("input[name=files]").set_input_files([payload("film.mp4", film, "video/mp4")])
    expect(row(phone)).to_contain_text("Ingen forbindelse")
    words_of(phone).fill("De leder efter haletudser.")
    phone.get_by_role("button", name="Aflever til ledelsen", exact=True).click()
    expect(phone.get_by_text("Så snart filerne er sendt, går vi videre.")).to_be_visible()
    checked(phone)
    reconnect(phone)
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible(timeout=WORKING)
    draft = Evidence.objects.get()
    assert draft.handed_in_at is not None
    assert [block.block_type for block in draft.body] == ["text", "film"]
    assert str(draft.body[0].value) == "De leder efter haletudser."


def test_a_reloaded_page_offers_to_resume(open_window, small_parts, arrived, tmp_path):
    scene = set_up()
    film = tmp_path / "haletudser.mp4"
    film.write_bytes(films.film(seconds=6, size="640x360"))
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/film"))
    broken = cut(phone, after=3)
    phone.locator("input[name=files]").set_input_files(film)
    until(phone, lambda: broken)
    expect(row(phone)).to_contain_text("Ingen forbindelse")
    words_of(phone).fill("Skrevet uden net.")
    until_kept(phone, "Skrevet uden net.")
    phone.unroute("**/medier/upload/**")  # the page may be loaded, but no part gets through yet
    phone.route(
        "**/medier/upload/**",
        lambda route: route.abort("connectionreset") if route.request.method == "PATCH" else route.continue_(),
    )
    phone.context.set_offline(False)
    phone.on("dialog", lambda dialog: dialog.accept())
    held = Upload.objects.get().offset
    phone.reload()
    phone.unroute("**/medier/upload/**")
    expect(words_of(phone)).to_have_value("Skrevet uden net.")
    expect(row(phone)).to_contain_text("Vælg den samme fil igen")
    expect(row(phone)).to_contain_text("haletudser.mp4")
    checked(phone)
    sent: list[int] = []
    phone.on(
        "request",
        lambda request: sent.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None,
    )
    with phone.expect_file_chooser() as chooser:
        row(phone).get_by_role("button", name=re.compile("Vælg filen")).click()
    chooser.value.set_files(film)
    expect(row(phone)).to_contain_text("Klar", timeout=WORKING)
    assert sent[0] >= held == 3 * PART  # what was there already is not sent again
    assert arrived == [hashlib.sha256(film.read_bytes()).hexdigest()]
    assert Upload.objects.count() == 1


def test_pause_resume_and_remove(open_window, small_parts):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(423)  # the part that was cut off is still being put away: the script tries again
    phone.goto(scene.address("ny/film"))
    cut(phone, after=1)
    film = films.film(seconds=6, size="640x360")
    phone.locator("input[name=files]").set_input_files([payload("film.mp4", film, "video/mp4")])
    expect(row(phone)).to_contain_text("Ingen forbindelse")
    reconnect(phone)
    row(phone).get_by_role("button", name=re.compile("Fjern")).click()
    expect(phone.locator("[data-chosen] > li")).to_have_count(0)
    until(phone, lambda: not Upload.objects.exists())
    assert not MediaItem.objects.filter(kind=MediaKind.FILM).exists()


def test_each_of_several_photos_has_its_own_state(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/billeder"))
    files = [
        payload(f"IMG_{number}.jpg", photo_file(colour=colour).read(), "image/jpeg")
        for number, colour in enumerate(("red", "green", "blue"))
    ]
    phone.locator("input[name=files]").set_input_files([*files, payload("note.jpg", b"Ikke et billede", "image/jpeg")])
    phone.watch.allowed.add(422)
    for position in range(3):
        expect(row(phone, position)).to_contain_text("Klar", timeout=WORKING)
        expect(row(phone, position)).not_to_contain_text("IMG_")  # a name may name a child
    expect(row(phone, 3)).to_contain_text("Kom ikke med. Filen er en tekstfil.")
    checked(phone)
    row(phone, 3).get_by_role("button", name=re.compile("Fjern")).click()
    row(phone, 0).get_by_role("button", name=re.compile("Fjern")).click()
    expect(phone.locator("[data-chosen] > li")).to_have_count(2)
    phone.get_by_role("button", name="Aflever til ledelsen", exact=True).click()
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible()
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 2
    assert not [upload for upload in Upload.objects.all() if upload.finished_at is None]


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(open_window, settings):
    settings.IMAGE_MAX_BYTES = 100
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(413)
    phone.goto(scene.address("ny/billeder"))
    phone.locator("input[name=files]").set_input_files([payload("stort.jpg", photo_file().read(), "image/jpeg")])
    expect(row(phone)).to_contain_text("Den må højst fylde 100 byte", timeout=WORKING)
    assert limits.largest_of_all() > 100


def test_leaving_asks_only_during_an_upload(open_window, small_parts):
    scene = set_up()
    window = open_window(user=scene.staff)
    asked: list[str] = []
    window.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    window.goto(scene.address("ny/film"))
    words_of(window).fill("Kun ord")
    until_kept(window, "Kun ord")
    window.goto(scene.address())
    assert not asked
    window.goto(scene.address("ny/film"))
    cut(window, after=0)
    window.locator("input[name=files]").set_input_files([payload("film.mp4", films.film(), "video/mp4")])
    expect(row(window)).to_contain_text("Ingen forbindelse")
    words_of(window).click()
    reconnect(window)
    window.goto(scene.address())
    assert asked == ["beforeunload"]


def names(draft: Evidence) -> list[str]:
    draft.refresh_from_db()
    return [block.value["item"].source_name for block in draft.body if block.block_type == "image"]


def test_photos_keep_the_chosen_order(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/billeder"))
    held = []

    def hold(route):
        """Delays the first upload until the others have arrived."""
        if route.request.method == "PATCH" and not held:
            held.append(route)
        else:
            route.continue_()

    phone.route("**/medier/upload/**", hold)
    chosen = [
        payload(f"{name}.jpg", photo_file(colour=colour).read(), "image/jpeg")
        for name, colour in (("en", "red"), ("to", "green"), ("tre", "blue"))
    ]
    phone.locator("input[name=files]").set_input_files(chosen)
    until(phone, lambda: held and phone.locator(".lr-sending--ready").count() == 2)
    held[0].continue_()
    expect(phone.locator(".lr-sending--ready")).to_have_count(3, timeout=WORKING)
    assert names(Evidence.objects.get()) == ["en.jpg", "to.jpg", "tre.jpg"]
    phone.locator("input[name=files]").set_input_files([payload("fire.jpg", photo_file().read(), "image/jpeg")])
    expect(phone.locator(".lr-sending--ready")).to_have_count(4, timeout=WORKING)
    assert names(Evidence.objects.get()) == ["en.jpg", "to.jpg", "tre.jpg", "fire.jpg"]


def test_an_empty_draft_is_deleted_and_the_form_still_works(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(422)
    phone.goto(scene.address("ny/billeder"))
    choose = phone.locator("input[name=files]")
    choose.set_input_files([payload("note.jpg", b"Ikke et billede", "image/jpeg")])
    expect(row(phone)).to_contain_text("Kom ikke med. Filen er en tekstfil.")
    phone.wait_for_url("**/ny/billeder/")  # what it was made for was not taken
    assert not Evidence.objects.exists()
    choose.set_input_files([payload("en.jpg", photo_file().read(), "image/jpeg")])
    expect(row(phone, 1)).to_contain_text("Klar", timeout=WORKING)
    phone.wait_for_url("**/rediger/")
    row(phone, 1).get_by_role("button", name=re.compile("Fjern")).click()
    phone.wait_for_url("**/ny/billeder/")
    assert not Evidence.objects.exists()
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()
    words_of(phone).fill("Kun ord.")
    choose.set_input_files([payload("to.jpg", photo_file().read(), "image/jpeg")])
    expect(row(phone, 1)).to_contain_text("Klar", timeout=WORKING)
    row(phone, 1).get_by_role("button", name=re.compile("Fjern")).click()
    expect(phone.locator("[data-chosen] > li")).to_have_count(1)
    assert "/rediger/" in phone.url  # words keep it
    phone.get_by_role("button", name="Gem, og stop her").click()
    expect(phone.get_by_text("Din kladde er gemt.").first).to_be_visible()
    assert str(Evidence.objects.get().body[0].value) == "Kun ord."


def test_a_file_removed_during_the_upload_leaves_no_draft(open_window, small_parts):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(423)  # the part that was cut off may still be put away: the script tries again
    phone.goto(scene.address("ny/film"))
    cut(phone, after=1)
    film = payload("film.mp4", films.film(seconds=6, size="640x360"), "video/mp4")
    phone.locator("input[name=files]").set_input_files([film])
    expect(row(phone)).to_contain_text("Ingen forbindelse")
    reconnect(phone)
    row(phone).get_by_role("button", name=re.compile("Fjern")).click()
    phone.wait_for_url("**/ny/film/")
    assert not Evidence.objects.exists() and not Upload.objects.exists()


def test_an_empty_file_and_odd_names_do_not_stop_the_others(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(422)
    phone.goto(scene.address("ny/billeder"))
    good = payload("\U0001f389 fest \U0001f469\u200d\U0001f467.jpg", photo_file().read(), "image/jpeg")
    long = payload(f"{'æ' * 200}.jpg", photo_file(colour="red").read(), "image/jpeg")
    phone.locator("input[name=files]").set_input_files([payload("tom.jpg", b"", "image/jpeg"), good, long])
    expect(row(phone)).to_contain_text("Filen er tom.")
    for position in (1, 2):
        expect(row(phone, position)).to_contain_text("Klar", timeout=WORKING)
    no_sideways_scrolling(phone)


def test_a_file_chosen_twice_is_sent_once_with_a_message(open_window, tmp_path):
    photo = tmp_path / "vandhul.jpg"
    photo.write_bytes(photo_file().read())
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/billeder"))
    phone.locator("input[name=files]").set_input_files([photo])
    expect(row(phone)).to_contain_text("Klar", timeout=WORKING)
    phone.locator("input[name=files]").set_input_files([photo])
    expect(phone.get_by_text("Den har du allerede valgt.")).to_be_visible()
    assert phone.locator("[data-chosen] > li").count() == 1
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 1


def test_an_upload_refused_for_an_expired_session_can_be_resumed(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(403)
    phone.goto(scene.address("ny/billeder"))
    words_of(phone).fill("Skrevet, før jeg blev logget ud.")
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    phone.locator("input[name=files]").set_input_files([payload("en.jpg", photo_file().read(), "image/jpeg")])
    expect(row(phone)).to_contain_text("Du er blevet logget ud")
    phone.context.add_cookies(cookies)
    row(phone).get_by_role("button", name=re.compile("Fortsæt")).click()
    expect(row(phone)).to_contain_text("Klar", timeout=WORKING)
    assert str(Evidence.objects.get().body[0].value) == "Skrevet, før jeg blev logget ud."
