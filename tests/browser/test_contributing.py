"""A teacher on the playground and a leader between two conversations bring what the meeting will see."""

import pytest
from playwright.sync_api import expect

from meetings.evidence.models import Evidence
from tests.browser.accessibility import checked
from tests.browser.waits import until_kept
from tests.browser.windows import press
from tests.media import films
from tests.meetings.evidence.scene import not_a_photo, photo_file, set_up

WORKING = 60_000  # milliseconds: cleaning a film on a machine that is busy with other tests
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nVi leder efter haletudser.\n"


def as_payload(file, name=""):
    return {"name": name or file.name, "mimeType": file.content_type, "buffer": file.read()}


def test_a_teacher_brings_photos_and_the_leader_shares_them(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(422)
    phone.goto(scene.address())
    checked(phone)
    camera, album = phone.locator("input[name=camera]"), phone.locator("input[name=files]")
    album.set_input_files([as_payload(not_a_photo("note.jpg"))])
    expect(phone.get_by_role("status").filter(has_text="Filen er en tekstfil.")).to_be_visible(timeout=WORKING)
    phone.get_by_role("button", name="Fjern: Billede 1").click()
    camera.set_input_files([as_payload(photo_file("kamera.jpg"))])
    album.set_input_files([as_payload(photo_file("vandhul.jpg", "red"))])
    expect(phone.locator("[data-chosen] li")).to_have_count(2)
    checked(phone)
    press(phone, "Aflever til ledelsen")
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible(timeout=WORKING)
    checked(phone)
    draft = phone.url

    chef = open_window(user=scene.chef)
    assert chef.goto(draft).status == 404

    leader = open_window(phone=True, user=scene.leader)
    leader.goto("/")
    leader.get_by_role("link", name="Se det igennem, og del det").click()
    checked(leader)
    for position in (0, 1):
        leader.get_by_label("Hvad viser billedet?").nth(position).fill("To net og et vandhul")
    leader.get_by_label("Dagsordenspunkt").select_option(label="Status på læring og trivsel")
    leader.get_by_label("Del dette med mødet").check()
    press(leader, "Del de valgte med mødet")
    expect(leader.get_by_text("1 bidrag er delt. Mødets deltagere kan se det nu.")).to_be_visible()
    checked(leader)

    assert chef.goto(draft).status == 200
    expect(chef.get_by_role("img", name="To net og et vandhul")).to_have_count(2)
    checked(chef)


def test_a_film_with_captions_from_a_phone(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.leader)
    phone.goto(scene.address("ny/film"))
    film = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": films.film()}
    phone.locator("input[name=files]").set_input_files([film])
    press(phone, "Gem, og fortsæt")
    phone.wait_for_url("**/om/", timeout=WORKING)
    checked(phone)
    phone.get_by_label("Undertekster").set_input_files(
        [{"name": "film.vtt", "mimeType": "text/vtt", "buffer": CAPTIONS}]
    )
    phone.get_by_text("Fællesskaber for alle").click()
    press(phone, "Se, hvordan det bliver")
    press(phone, "Del med mødet")
    expect(phone.locator("video track[kind=captions]")).to_have_count(1)
    checked(phone)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_story_is_told_and_kept(open_window, script):
    scene = set_up()
    window = open_window(user=scene.staff, script=script)
    window.goto(scene.address("ny/praksisfortaelling"))
    window.get_by_label("Situationen").fill("Det regnede. Vi gik ud.")
    window.get_by_label("Det lærte vi").fill("Regn er godt.")
    window.locator("input[name=files]").set_input_files([as_payload(photo_file())])
    press(window, "Gem, og stop her")
    expect(window.get_by_role("heading", name="Det regnede", level=1)).to_be_visible(timeout=WORKING)
    draft = Evidence.objects.get()
    assert [block.block_type for block in draft.body] == ["narrative", "image"]


def test_text_is_still_there_after_leaving_the_page(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address("ny/observation"))
    phone.get_by_label("Det så vi").fill("Tre drenge byggede en dæmning.")
    until_kept(phone, "Tre drenge byggede en dæmning.")
    phone.goto(scene.address())
    phone.goto(scene.address("ny/observation"))
    expect(phone.get_by_label("Det så vi")).to_have_value("Tre drenge byggede en dæmning.")
