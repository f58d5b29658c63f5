"""Faces are painted over before a picture leaves the phone."""

import io
from pathlib import Path

import pytest
from PIL import Image as Picture
from PIL import ImageStat
from playwright.sync_api import Page, expect

from media.models import Upload
from meetings.evidence.files import uploads as evidence_uploads
from meetings.evidence.models import Evidence
from tests.browser.accessibility import checked
from tests.browser.test_uploading import payload, row
from tests.browser.waits import until
from tests.meetings.evidence.scene import photo_file, set_up

WIDTH, HEIGHT = 640, 480


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The content of each file as it is handed over to ingest."""
    contents: list[bytes] = []
    add_file = evidence_uploads.add_file

    def watched(user, evidence_id, kind, file):
        contents.append(Path(file.temporary_file_path()).read_bytes())
        return add_file(user, evidence_id, kind, file)

    monkeypatch.setattr(evidence_uploads, "add_file", watched)
    return contents


def chequered() -> bytes:
    """Black and white squares of four pixels, whose average is grey."""
    board = Picture.new("L", (WIDTH // 4, HEIGHT // 4))
    board.putdata([255 * ((x + y) % 2) for y in range(HEIGHT // 4) for x in range(WIDTH // 4)])
    out = io.BytesIO()
    board.resize((WIDTH, HEIGHT), Picture.Resampling.NEAREST).convert("RGB").save(out, "PNG")
    return out.getvalue()


def contrast(content: bytes, x: int, y: int, side: int = 24) -> float:
    """How much the grey of the pixels around this point differs; about 127 in what is untouched."""
    picture = Picture.open(io.BytesIO(content)).convert("L")
    return ImageStat.Stat(picture.crop((x - side // 2, y - side // 2, x + side // 2, y + side // 2))).stddev[0]


def to_blur(phone: Page, *files) -> None:
    phone.get_by_label("Slør ansigter, før et billede sendes").check()
    phone.locator("input[name=files]").set_input_files(list(files))
    expect(phone.get_by_role("dialog")).to_be_visible()


def test_what_is_painted_never_leaves_the_phone(open_window, sent):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address())
    to_blur(phone, payload("tern.png", chequered(), "image/png"))
    checked(phone)
    dialog = phone.get_by_role("dialog")
    for button in dialog.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
    box = phone.locator("[data-blur-canvas]").bounding_box()
    phone.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2)
    phone.mouse.down()
    phone.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2, steps=5)
    phone.mouse.up()
    expect(dialog.get_by_role("status")).to_have_text("Slørede steder: 1")
    assert not sent and not Upload.objects.exists() and not Evidence.objects.exists(), "nothing is sent before"
    dialog.get_by_role("button", name="Brug billedet").click()
    expect(row(phone)).to_contain_text("Klar")
    (content,) = sent
    assert Picture.open(io.BytesIO(content)).format == "JPEG"
    for x in (WIDTH * 4 // 10, WIDTH // 2, WIDTH * 6 // 10):
        assert contrast(content, x, HEIGHT // 2) < 20
    for x, y in ((40, 40), (WIDTH // 2, 40), (WIDTH - 40, HEIGHT - 40)):
        assert contrast(content, x, y) > 100, "the rest is as it was"
    phone.get_by_role("button", name="Aflever til ledelsen").click()
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible()


def test_with_the_keyboard_undone_and_left_out(open_window, sent):
    scene = set_up()
    desk = open_window(user=scene.staff)
    desk.goto(scene.address("ny/fortaelling"))
    files = [payload(f"{number}.png", chequered(), "image/png") for number in (1, 2)]
    to_blur(desk, *files)
    dialog, canvas = desk.get_by_role("dialog"), desk.locator("[data-blur-canvas]")
    canvas.focus()
    desk.keyboard.press("Space")
    for _step in range(8):
        desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("+")
    desk.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Slørede steder: 2")
    dialog.get_by_role("button", name="Fortryd").click()
    expect(dialog.get_by_role("status")).to_have_text("Slørede steder: 1")
    dialog.get_by_role("button", name="Brug billedet").click()
    expect(dialog.get_by_role("status")).to_have_text("Slørede steder: 0")  # the next picture
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(row(desk)).to_contain_text("Klar")
    until(desk, lambda: len(sent) == 1)
    assert contrast(sent[0], WIDTH // 2, HEIGHT // 2) < 20
    assert contrast(sent[0], 60, HEIGHT // 2) > 100, "what was undone is as it was"


def test_a_picture_that_cannot_be_shown_is_not_sent_and_without_the_tick_nothing_is_asked(open_window, sent):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.goto(scene.address())
    tick = phone.get_by_label("Slør ansigter, før et billede sendes")
    tick.check()
    phone.locator("input[name=files]").set_input_files([payload("x.jpg", b"Ikke et billede", "image/jpeg")])
    expect(phone.get_by_text("så det kan ikke sløres")).to_be_visible()
    assert not sent
    tick.uncheck()
    phone.locator("input[name=files]").set_input_files([payload("a.jpg", photo_file().read(), "image/jpeg")])
    expect(row(phone)).to_contain_text("Klar")
    assert len(sent) == 1


def test_without_script_there_is_no_brush(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff, script=False)
    phone.goto(scene.address())
    expect(phone.get_by_text("Slør ansigter")).to_have_count(2)
    for words in phone.get_by_text("Slør ansigter").all():
        expect(words).to_be_hidden()
