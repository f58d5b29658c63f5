"""Good files with oddities: a wrong extension, a lost or odd end, and every way of storing the orientation."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

from accounts.models import User
from media.ingest import detect_file_type
from media.ingest.processing import ffmpeg, film_and_sound, mp4_boxes, render_photo
from media.ingest.processing.media_structure import Movie
from media.ingest.refusals import UploadRefused
from media.kinds.enums import MediaKind
from media.rendition_sizes import IMAGE_RENDITIONS
from meetings.evidence.models import Evidence
from tests.media import films, odd_films, papers, pictures, traces
from tests.media.take_in import take_in

Transcoded = Callable[[bytes], tuple[Path, Movie]]

Rendered = Callable[[bytes], Pillow.Image]

NAMED = {
    "webp.jpg": (MediaKind.IMAGE, lambda: pictures.talkative_webp()),
    "png.jpeg": (MediaKind.IMAGE, lambda: pictures.talkative_png()),
    "jpeg.png": (MediaKind.IMAGE, lambda: pictures.talkative_jpeg()),
    "jpeg.heic": (MediaKind.IMAGE, lambda: pictures.talkative_jpeg()),
    "heic.jpg": (MediaKind.IMAGE, lambda: pictures.talkative_heic()),
    "IMG_0001.mp4": (MediaKind.FILM, lambda: films.film(container="mov")),
    "browser.mp4": (MediaKind.FILM, lambda: films.webm()),
    "film.webm": (MediaKind.FILM, lambda: films.film()),
    "optagelse.mp3": (MediaKind.SOUND, lambda: films.recording()),
    "optagelse.ogg": (MediaKind.SOUND, lambda: films.recording(container="mp3", codec="libmp3lame")),
    "tal.docx": (MediaKind.DOCUMENT, lambda: papers.xlsx_bytes()),
    "brev.docx": (MediaKind.DOCUMENT, lambda: papers.pdf_bytes()),
    "oplæg.pdf": (MediaKind.DOCUMENT, lambda: papers.docx_bytes()),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMED)
def test_the_detected_type_counts_not_the_extension(
    evidence: Evidence, person: User, own_store: Path, name: str
) -> None:
    kind, source = NAMED[name]
    item = take_in(kind, pictures.upload(name, source()), evidence, person)
    for path in traces.files_under(own_store):
        assert traces.found_in(path.read_bytes()) == []
    if kind is MediaKind.DOCUMENT:  # which keeps its format: its name says the right one
        assert item.source_name == f"{name.partition('.')[0]}.{item.extension}"
        assert item.stored_file("document").path.endswith(item.extension)


@pytest.mark.django_db
def test_an_extension_of_no_accepted_type_is_refused(evidence: Evidence, person: User) -> None:
    with pytest.raises(UploadRefused, match=r"hedder \.docx, men er i virkeligheden et JPEG-billede"):
        take_in(MediaKind.IMAGE, pictures.upload("foto.docx", pictures.talkative_jpeg()), evidence, person)


@pytest.fixture
def picture(tmp_path: Path) -> Rendered:
    """Return the largest rendition of a picture."""

    def make(content: bytes) -> Pillow.Image:
        source = tmp_path / "upload"
        source.write_bytes(content)
        made = render_photo.prepare_photo(source, name="foto", folder=tmp_path, renditions=IMAGE_RENDITIONS)
        return Pillow.open(io.BytesIO((tmp_path / f"full.{made['extension']}").read_bytes()))

    return make


def grain(kind: str, **options: Any) -> bytes:
    """A noisy picture in which every coded byte matters."""
    return pictures.encoded(kind, Pillow.effect_noise((900, 700), 60).convert("RGB"), **options)


LOST_ENDS = {
    "JPEG without its end mark": lambda: grain("JPEG")[:-2],
    "JPEG with half of it": lambda: grain("JPEG")[:-1],
    "JPEG with zeros instead": lambda: grain("JPEG")[:-2] + bytes(5000),
    "JPEG with something else instead": lambda: grain("JPEG")[:-2] + b"PK\x03\x04 hej" * 90,
    "progressive JPEG without its end mark": lambda: grain("JPEG", progressive=True)[:-2],
    "PNG without its end": lambda: grain("PNG")[:-12],
    "PNG without the sum of its last part": lambda: grain("PNG")[:-15],
    "PNG with bytes after it": lambda: grain("PNG") + b"hej" * 50,
    "WebP without the end of its metadata": lambda: pictures.talkative_webp()[:-9],
    "WebP with bytes after it": lambda: grain("WEBP") + bytes(99),
    "HEIC with bytes after it": lambda: pictures.talkative_heic() + bytes(99),
}


@pytest.mark.parametrize("name", LOST_ENDS)
def test_a_picture_that_lost_its_last_bytes_but_no_pixel_is_accepted(picture: Rendered, name: str) -> None:
    assert picture(LOST_ENDS[name]()).size in [(900, 700), (640, 480)]


LOST_PIXELS = {
    "JPEG": lambda: grain("JPEG")[:-40],
    "a byte of a JPEG": lambda: grain("JPEG")[:-3],
    "half a JPEG, filled up": lambda: grain("JPEG")[:90_000] + bytes(90_000),
    "progressive JPEG": lambda: grain("JPEG", progressive=True)[:-400],
    "PNG": lambda: grain("PNG")[:-4000],
    "WebP": lambda: grain("WEBP")[:-30],
    "HEIC": lambda: pictures.talkative_heic()[:-200],
}


@pytest.mark.parametrize("name", LOST_PIXELS)
def test_a_picture_that_lost_pixels_is_refused_with_a_message(picture: Rendered, name: str) -> None:
    with pytest.raises(UploadRefused, match="beskadiget"):
        picture(LOST_PIXELS[name]())


TURNED = {
    "HEIC by EXIF alone": pictures.heic_with_exif_only,
    "HEIC by its properties and EXIF": pictures.heic_with_both,
    "PNG by EXIF": lambda turn: pictures.encoded(
        "PNG", pictures.lying(turn), exif=pictures.talkative_exif(turn).tobytes()
    ),
    "WebP by EXIF": lambda turn: pictures.encoded(
        "WEBP", pictures.lying(turn), exif=pictures.talkative_exif(turn).tobytes()
    ),
    "JPEG by XMP": lambda turn: pictures.encoded("JPEG", pictures.lying(turn), xmp=pictures.xmp_turned(turn)),
    "WebP by XMP": lambda turn: pictures.encoded(
        "WEBP", pictures.lying(turn), xmp=pictures.xmp_turned(turn, as_element=True)
    ),
    "JPEG by both": lambda turn: pictures.encoded(
        "JPEG",
        pictures.lying(turn),
        exif=pictures.talkative_exif(turn).tobytes(),
        xmp=pictures.xmp_turned(turn),
    ),
}


@pytest.mark.parametrize("turn", [2, 3, 6, 7, 8])
@pytest.mark.parametrize("name", TURNED)
def test_a_picture_is_turned_once_wherever_its_orientation_is_stored(picture: Rendered, name: str, turn: int) -> None:
    made = picture(TURNED[name](turn))
    assert made.size == (640, 480)
    assert pictures.is_upright(made)


@pytest.fixture
def film(tmp_path: Path) -> Transcoded:
    """Return the result of transcoding a film: (path, movie)."""

    def make(content: bytes) -> tuple[Path, Movie]:
        source, target = tmp_path / "upload", tmp_path / "out.mp4"
        source.write_bytes(content)
        return target, film_and_sound.film(source, target, kind=detect_file_type.file_type_of(content[:512]), advice="")

    return make


@pytest.mark.parametrize("trailing", odd_films.TRAILING)
@pytest.mark.parametrize("name", ["mp4", "in pieces"])
def test_bytes_after_a_good_film_are_removed(film: Transcoded, name: str, trailing: str) -> None:
    path, movie = film(odd_films.PLAIN[name]() + odd_films.TRAILING[trailing]())
    assert movie.seconds >= 1.9
    assert b"hemmelig" not in path.read_bytes()


@pytest.mark.parametrize("name", ["index first", "mov", "webm"])
def test_bytes_after_the_end_are_removed_in_every_container(film: Transcoded, name: str) -> None:
    assert film(odd_films.PLAIN[name]() + odd_films.TRAILING["text"]())[1].seconds >= 1.9


@pytest.mark.parametrize("name", odd_films.PLAIN)
def test_a_film_that_lost_half_of_it_is_refused_even_if_padded(film: Transcoded, name: str) -> None:
    content = odd_films.PLAIN[name]()
    half = content[: len(content) // 2]
    for broken in (half, half + bytes(len(half))):
        with pytest.raises(UploadRefused, match="beskadiget eller ufuldstændig"):
            film(broken)


def test_our_own_result_may_have_nothing_after_its_end(film: Transcoded) -> None:
    path = film(odd_films.PLAIN["mp4"]())[0]
    path.write_bytes(path.read_bytes() + b"hemmelig")
    with pytest.raises(mp4_boxes.DamagedMedia):
        mp4_boxes.read_mp4(path)


@pytest.mark.parametrize(
    ("turn", "container"),
    [*((turn, kind) for turn in odd_films.TURNS for kind in ("mp4", "mov")), (3, "webm"), (6, "webm"), (8, "webm")],
)
def test_a_film_is_turned_in_its_pixels(film: Transcoded, tmp_path: Path, turn: int, container: str) -> None:
    path, movie = film(odd_films.turned(turn, container))
    assert (movie.first("vide").width, movie.first("vide").height) == (640, 480)
    ffmpeg.extract_frame(path, tmp_path / "still.png", second=0.4)
    with Pillow.open(tmp_path / "still.png") as still:
        assert pictures.is_upright(still)


def test_an_edit_list_is_followed(film: Transcoded) -> None:
    content = odd_films.cut_by_an_edit_list()
    assert b"elst" in content
    assert film(content)[1].seconds < 2.7
