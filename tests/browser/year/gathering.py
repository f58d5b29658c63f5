"""The unit gathers what it sees: a member of staff with a phone, a leader who describes and shares."""

import io
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.windows import press
from tests.browser.year.acts import (
    WORKING,
    checked,
    follow,
    is_told,
    may_not_open,
    opens,
    stands_at,
)
from tests.browser.year.cast import Cast
from tests.media import films, pictures

OF_THE_FIRST, OF_THE_SECOND = "To børn med net ved vandhullet", "Et glas med haletudser"


def staff_tells_a_story(cast: Cast) -> None:
    phone = _begins(cast, "Praksisfortælling")
    phone.get_by_label("Situationen").fill("Vandhullet bag skolen var fuldt af haletudser. Vi gik ud i regnen.")
    phone.get_by_label("Det gjorde vi").fill("Vi lod børnene stille spørgsmålene.")
    phone.get_by_label("Det førte det til").fill("Alle kom til orde, også de stille.")
    phone.get_by_label("Det lærte vi").fill("Regn er godt vejr at lære i.")
    expect(phone.get_by_role("button", name="Del med mødet")).to_have_count(0)
    press(phone, "Aflever til ledelsen")
    is_told(phone, "Tak, det er afleveret. Det er ledelsen på Skovskolen, der deler det med mødet.")
    checked(phone)
    cast.story = phone.url


def staff_brings_two_photos(cast: Cast) -> None:
    """As taken by a phone: rotated, and with GPS position."""
    phone = opens(cast.on_phone(cast.staff), cast.here())
    follow(phone, "Tilføj billede, film eller fortælling")
    phone.get_by_label("Vælg billeder").set_input_files([_photo("vandhul.jpg"), _photo("glas.jpg")])
    press(phone, "Gem, og stop her")
    is_told(phone, "Din kladde er gemt", timeout=WORKING)
    checked(phone)
    cast.photos = phone.url
    shown = phone.get_by_role("main").locator("img")
    expect(shown).to_have_count(2)
    cast.photo_files = [str(shown.nth(number).get_attribute("src")) for number in range(2)]


def staff_brings_a_film(cast: Cast) -> None:
    phone = _begins(cast, "Film")
    film = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": films.film()}
    phone.get_by_label("Vælg en film").set_input_files(film)
    press(phone, "Gem, og stop her")
    is_told(phone, "Din kladde er gemt", timeout=WORKING)
    checked(phone)
    cast.film = phone.url
    cast.film_file = str(phone.locator("video source").get_attribute("src"))


def the_drafts_are_the_units_own(cast: Cast) -> None:
    files = (*cast.photo_files, cast.film_file)
    for person in (cast.chef, cast.consultant, cast.board, cast.other_leader, cast.editor):
        window = cast.at_desk(person)
        may_not_open(window, cast.story, cast.photos, cast.film, *files)
    for person in (cast.chef, cast.consultant, cast.board):
        meeting = opens(cast.at_desk(person), cast.here())
        expect(meeting.get_by_text("haletudser")).to_have_count(0)


def leader_describes_and_shares(cast: Cast) -> None:
    page = cast.at_desk(cast.leader)
    opens(page, cast.story)
    follow(page, "Se det igennem, og del det")
    checked(page)
    page.get_by_label("Dagsordenspunkt").select_option(index=1)
    page.get_by_label("Perspektiv").select_option(label="Børnene")
    page.get_by_label("Del dette med mødet").check()
    press(page, "Del de valgte med mødet")
    is_told(page, "1 bidrag er delt. Mødets deltagere kan se det nu.")
    for address, describe in ((cast.photos, _describe_photos), (cast.film, _describe_film)):
        opens(page, address)
        follow(page, "Rediger")
        press(page, "Gem, og fortsæt")
        stands_at(page, "/om/")
        describe(page)
        _belongs_to_the_first_item(page)
        press(page, "Se, hvordan det bliver")
        stands_at(page, "/se-efter/")
        press(page, "Del med mødet")
        is_told(page, "Det er delt. Mødets deltagere kan se det nu.")
        checked(page)


def photos_without_a_description_stay(cast: Cast) -> None:
    """What is missing is named, and there is nothing to press."""
    page = opens(cast.at_desk(cast.leader), cast.photos)
    follow(page, "Se det igennem, og del det")
    expect(page.get_by_text("Billede 1: alternativ tekst")).to_be_visible()
    expect(page.get_by_role("button", name="Del med mødet")).to_have_count(0)


def now_the_meeting_sees_them(cast: Cast) -> None:
    for person in (cast.chef, cast.consultant, cast.board):
        window = cast.at_desk(person)
        opens(window, cast.story)
        opens(window, cast.photos)
        for words in (OF_THE_FIRST, OF_THE_SECOND):
            expect(window.get_by_role("img", name=words)).to_be_visible()
        opens(window, cast.film)
    chef = cast.at_desk(cast.chef)
    part = chef.request.get(cast.film_file, headers={"Range": "bytes=0-99"})
    assert part.status == 206 and len(part.body()) == 100, "a film is played from where one likes"
    for address in cast.photo_files:
        stored = chef.request.get(address).body()
        assert not [trace for trace in pictures.TRACES if trace in stored], "nothing of the camera is in it"
    for person in (cast.other_leader, cast.daycare_leader, cast.editor):
        window = cast.at_desk(person)
        may_not_open(window, cast.story, cast.photos, cast.film, *cast.photo_files, cast.film_file)


def _begins(cast: Cast, kind: str) -> Page:
    phone = opens(cast.on_phone(cast.staff), cast.here())
    follow(phone, "Tilføj billede, film eller fortælling")
    follow(phone, kind)
    return phone


def _belongs_to_the_first_item(page: Page) -> None:
    page.get_by_role("group", name="Hvilket punkt på dagsordenen").get_by_role("radio").first.check()


def _describe_photos(page: Page) -> None:
    for number, words in enumerate((OF_THE_FIRST, OF_THE_SECOND)):
        page.get_by_label("Hvad viser billedet?").nth(number).fill(words)
    page.get_by_role("radio", name="Der er børn med, men de kan ikke genkendes").check()


def _describe_film(page: Page) -> None:
    page.get_by_label("Hvad bliver der sagt i filmen?").fill("Et barn siger: Den har fået ben!")
    page.get_by_role("radio", name="Der er ingen børn med").check()


def _photo(name: str) -> dict[str, Any]:
    out = io.BytesIO()
    pictures.scene().save(out, "JPEG", exif=pictures.talkative_exif(orientation=6))
    assert b"Exif" in out.getvalue()
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}
