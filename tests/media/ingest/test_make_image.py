"""Photos are turned upright, scaled, and stripped of metadata."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from foundation.models import AuditEvent
from media.enums import DepictsChildren, MediaState
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.rendition_sizes import IMAGE_RENDITIONS
from tests.media import pictures
from tests.media.take_in import take_in

pytestmark = pytest.mark.django_db

#: What Pillow reports of every JPEG and WebP.
HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"} | {
    "loop",
    "background",
    "timestamp",
    "duration",
}
SOURCES = {
    "foto.jpg": pictures.talkative_jpeg,
    "tegning.png": pictures.talkative_png,
    "klip.png": lambda: pictures.talkative_png(
        picture=Pillow.merge("RGBA", (*pictures.scene().split(), Pillow.linear_gradient("L").resize((640, 480))))
    ),
    "palet.png": lambda: pictures.talkative_png(picture=pictures.scene().convert("P")),
    "foto.webp": pictures.talkative_webp,
    "IMG_0001.HEIC": pictures.talkative_heic,
}


def stored(image: MediaItem, name: str) -> bytes:
    with default_storage.open(image.stored_file(name).path) as file:
        return file.read()


@pytest.fixture
def add(evidence: Any, person: Any) -> Any:
    return lambda name, content: take_in(MediaKind.IMAGE, pictures.upload(name, content), evidence, person)


@pytest.mark.parametrize("name", SOURCES)
def test_no_trace_of_person_place_or_camera_is_stored(add: Any, left_on_disk: Any, own_store: Any, name: str) -> None:
    source = SOURCES[name]()
    assert pictures.CHILD.encode() in source  # the source does tell

    image = add(name, source)

    files = left_on_disk()
    assert len(files) == len(IMAGE_RENDITIONS)
    for path in files:
        content = (own_store / path).read_bytes()
        for trace in pictures.TRACES:
            assert trace not in content, (path, trace)
        with Pillow.open(io.BytesIO(content)) as opened:
            opened.load()
            assert not opened.getexif()
            assert set(opened.info) <= HARMLESS
    assert image.state == MediaState.READY
    assert image.source_name == name


def test_renditions_fit_their_names_and_are_never_blown_up(add: Any) -> None:
    large = add("stor.jpg", pictures.encoded("JPEG", pictures.scene(5000, 2500)))
    for name, longest in IMAGE_RENDITIONS.items():
        with Pillow.open(io.BytesIO(stored(large, name))) as made:
            assert made.size == (longest, longest // 2)
            assert large.renditions[name] == {
                "width": made.width,
                "height": made.height,
                "bytes": len(stored(large, name)),
            }
    assert (large.width, large.height) == (4096, 2048)
    assert large.byte_size == sum(len(stored(large, name)) for name in IMAGE_RENDITIONS)

    small = add("lille.png", pictures.encoded("PNG", pictures.scene(400, 300)))
    assert [small.renditions[name]["width"] for name in IMAGE_RENDITIONS] == [320, 400, 400, 400]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright(add: Any, orientation: int) -> None:
    image = add("foto.jpg", pictures.talkative_jpeg(orientation, pictures.lying(orientation)))
    with Pillow.open(io.BytesIO(stored(image, "card"))) as made:
        assert made.size == (640, 480)
        assert pictures.is_upright(made)


def test_only_a_picture_with_transparent_parts_becomes_webp(add: Any) -> None:
    opaque = pictures.scene().convert("RGBA")
    assert add("hel.png", pictures.encoded("PNG", opaque)).extension == "jpg"
    opaque.putalpha(Pillow.linear_gradient("L").resize(opaque.size))
    image = add("klip.png", pictures.encoded("PNG", opaque))
    assert image.extension == "webp"
    with Pillow.open(io.BytesIO(stored(image, "card"))) as made:
        assert made.mode == "RGBA"


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA"])
def test_every_kind_of_pixel_is_read(add: Any, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Pillow.new("I;16", (200, 100), 0x8000) if mode == "I;16" else pictures.scene(200, 100).convert(mode)
    image = add(f"x.{'jpg' if kind == 'JPEG' else 'png'}", pictures.encoded(kind, picture))
    with Pillow.open(io.BytesIO(stored(image, "full"))) as made:
        corner = made.convert("RGB").getpixel((5, 5))
    expected = (128, 128, 128) if mode == "I;16" else (255, 255, 255)
    assert all(abs(a - b) < 12 for a, b in zip(corner, expected, strict=True))


def test_colours_become_srgb_as_their_profile_says(add: Any) -> None:
    image = add("x.jpg", pictures.encoded("JPEG", icc_profile=pictures.swapped_profile()))
    with Pillow.open(io.BytesIO(stored(image, "full"))) as made:
        assert made.getpixel((600, 400))[2] > 200  # what was red is blue by this profile
    image = add("x.jpg", pictures.encoded("JPEG", icc_profile=b"not a profile at all"))
    with Pillow.open(io.BytesIO(stored(image, "full"))) as made:
        assert made.getpixel((600, 400))[0] > 200  # left as it was


def test_what_is_not_said_is_taken_the_careful_way(add: Any) -> None:
    image = add("x.png", pictures.talkative_png())
    assert image.depicts_children == DepictsChildren.IDENTIFIABLE
    assert not image.is_cleared_for_forum
    assert image.missing_before_sharing() == ["alternativ tekst", "behandlingsgrundlag", "slettefrist"]


def test_a_prepared_picture_is_logged_without_the_file_name(add: Any, person: Any) -> None:
    image = add("Emma Testesen.png", pictures.talkative_png())
    event = AuditEvent.objects.get(action="media.added")
    assert (event.actor, event.object_id) == (person, str(image.pk))
    assert "Emma" not in str(event.data) and "Emma" not in str(image)


def test_files_go_with_the_row_and_with_the_page(
    add: Any, evidence: Any, left_on_disk: Any, django_capture_on_commit_callbacks: Any
) -> None:
    first, _second = add("a.jpg", pictures.talkative_jpeg()), add("b.jpg", pictures.talkative_jpeg())
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert len(left_on_disk()) == len(IMAGE_RENDITIONS)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.delete()
    assert left_on_disk() == []
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()
