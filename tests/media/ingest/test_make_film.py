"""Films are transcoded, without metadata, with a still picture."""

import io
import sys
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from media.enums import MediaState
from media.ingest import sandbox
from media.ingest.processing import ffmpeg, mp4_boxes
from media.ingest.refusals import UploadRefused
from media.kinds.enums import MediaKind
from media.kinds.film import make_film
from media.media_item import MediaItem
from tests.media import films, pictures
from tests.media.take_in import take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(evidence: Any, person: Any) -> Any:
    return lambda name, content: take_in(MediaKind.FILM, pictures.upload(name, content), evidence, person)


def stored(film: MediaItem, name: str) -> bytes:
    with default_storage.open(film.stored_file(name).path) as file:
        return file.read()


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("film.mp4", lambda: films.film()),
        ("tagget.mp4", lambda: films.film("-movflags", "use_metadata_tags")),
        ("IMG_0001.MOV", lambda: films.film(container="mov", sound="pcm_s16le")),
        ("stykker.mp4", lambda: films.film("-movflags", "frag_keyframe+empty_moov")),
        ("stum.mp4", lambda: films.film(sound="")),
    ],
)
def test_no_trace_of_place_person_or_camera_is_stored(
    add: Any, left_on_disk: Any, own_store: Any, name: str, source: Any
) -> None:
    assert films.CHILD.encode() in source()  # the source has them
    assert films.PLACE in source() or b"loci" in source()

    film = add(name, source())

    assert film.state == MediaState.READY
    assert film.duration == 2
    assert (film.width, film.height) == (320, 180)
    assert len(left_on_disk()) == 2
    for path in left_on_disk():
        content = (own_store / path).read_bytes()
        for trace in films.TRACES + pictures.TRACES:
            assert trace not in content, (path, trace)
    content = stored(film, "film")
    assert content.index(b"moov") < content.index(b"mdat")  # plays before all of it has come
    created = content[content.index(b"mvhd") + 8 :][:8]
    assert created == bytes(8)  # no time of recording


def test_a_film_that_was_held_upright_keeps_its_turn(add: Any) -> None:
    film = add("op.mp4", films.lying_film())
    assert (film.width, film.height) == (180, 320)
    with Pillow.open(io.BytesIO(stored(film, "poster"))) as poster:
        assert poster.size == (180, 320)


def test_the_sound_is_kept_or_made_playable(add: Any, tmp_path: Any) -> None:
    for content, name in [(films.film(), "a.mp4"), (films.film(container="mov", sound="pcm_s16le"), "b.mov")]:
        path = tmp_path / "stored.mp4"
        path.write_bytes(stored(add(name, content), "film"))
        assert mp4_boxes.read_mp4(path).first("soun").codec == "mp4a"


def test_data_tracks_stay_behind(add: Any, tmp_path: Any) -> None:
    """Cameras write positions into tracks of their own; here captions stand in for them."""
    subtitles = tmp_path / "sted.srt"
    subtitles.write_text("1\n00:00:00,000 --> 00:00:01,000\nhemmelig position\n")
    with_track = tmp_path / "spor.mp4"
    plain = tmp_path / "uden.mp4"
    plain.write_bytes(films.film())
    films.ffmpeg(
        "-i",
        str(plain),
        "-i",
        str(subtitles),
        "-map",
        "0",
        "-map",
        "1",
        "-c",
        "copy",
        "-c:s",
        "mov_text",
        str(with_track),
    )
    assert b"hemmelig position" in with_track.read_bytes()
    assert b"hemmelig position" not in stored(add("spor.mp4", with_track.read_bytes()), "film")


def test_bytes_after_the_end_and_free_boxes_stay_behind(add: Any) -> None:
    secret = (20).to_bytes(4, "big") + b"free" + b"hemmelig-hul"
    assert b"hemmelig" not in stored(add("hul.mp4", films.film() + secret), "film")


def test_too_large_and_too_long_say_by_how_much(add: Any, settings: Any, left_on_disk: Any) -> None:
    settings.FILM_MAX_BYTES = 10_000
    with pytest.raises(UploadRefused, match="højst fylde 9,8"):
        add("stor.mp4", films.film())
    settings.FILM_MAX_BYTES = 10**9
    settings.FILM_MAX_SECONDS = 0
    with pytest.raises(UploadRefused, match="Den må højst vare 0"):
        add("lang.mp4", films.film())
    assert left_on_disk() == []


def test_a_tool_that_never_ends_is_ended(add: Any, monkeypatch: Any, tmp_path: Any, left_on_disk: Any) -> None:
    from media.ingest import sandbox
    from media.ingest.processing import ffmpeg

    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nsleep 60\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(ffmpeg, "ffmpeg_path", lambda: str(sleeper))
    monkeypatch.setattr(ffmpeg, "limits_for", lambda seconds: sandbox.Limits(10**9, 5, 10**6, wall_clock=0.5))
    with pytest.raises(UploadRefused, match="tager for lang tid"):
        add("x.mp4", films.film())
    assert left_on_disk() == ["sleeper"]


def brightness(film: MediaItem) -> float:
    with Pillow.open(io.BytesIO(stored(film, "poster"))) as poster:
        small = poster.convert("L").resize((1, 1))
        return float(small.getpixel((0, 0)))


@pytest.mark.parametrize(("light", "paper"), [("smpte2084", 0.58), ("arib-std-b67", 0.75)])
def test_white_paper_in_a_bright_film_is_white_on_every_screen(
    add: Any, monkeypatch: Any, light: str, paper: float
) -> None:
    source = films.bright_film(light, paper)
    made = brightness(add("IMG_0002.MOV", source))
    assert made > 215
    monkeypatch.setattr(ffmpeg, "hdr_transfer_of", lambda *_args, **_options: "")
    assert brightness(add("IMG_0003.MOV", source)) < made - 20  # as grey as it would be without


def test_a_bright_film_that_cannot_be_turned_down_is_taken_all_the_same(add: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(ffmpeg, "TONE_MAPPING", "zscale=t=nonsense:p={light}")
    assert add("IMG_0002.MOV", films.bright_film("smpte2084", 0.58)).state == MediaState.READY


def test_an_ordinary_film_is_not_touched_by_that(tmp_path: Any) -> None:
    for place, source in enumerate([films.film(), films.film(pixels="yuv420p10le"), b"no film at all"]):
        path = tmp_path / f"{place}.mp4"
        path.write_bytes(source)
        assert ffmpeg.hdr_transfer_of(path, container=ffmpeg.MP4, folder=tmp_path) == ""
    path.write_bytes(films.bright_film("smpte2084", 0.58))
    assert ffmpeg.hdr_transfer_of(path, container=ffmpeg.MP4, folder=tmp_path) == "smpte2084"


def test_a_film_says_how_far_its_preparation_is(tmp_path: Any, monkeypatch: Any) -> None:
    """How often depends on the machine; the last word comes in any case. It is never 100: other work comes then."""
    monkeypatch.setattr(sandbox, "WATCHED_EVERY", 0.02)
    monkeypatch.setattr(ffmpeg, "PROGRESS_SECONDS", "0.02")
    upload, heard = tmp_path / "upload", []
    upload.write_bytes(films.film(seconds=20, size="1280x720"))
    make_film(source=upload, name="film.mp4", folder=tmp_path, report=heard.append)
    assert heard == sorted(set(heard))
    assert heard[-1] == 99


def test_a_program_is_watched_while_it_works(tmp_path: Any, monkeypatch: Any) -> None:
    """It ends only when the watcher has read its output."""
    monkeypatch.setattr(sandbox, "WATCHED_EVERY", 0.02)
    seen = tmp_path / "seen"
    program = f"import os, time; print(1, flush=True)\nwhile not os.path.exists({str(seen)!r}): time.sleep(0.01)"

    def watch() -> None:
        if (tmp_path / "said").read_bytes():
            seen.touch()

    printed = sandbox.run([sys.executable, "-c", program], folder=tmp_path, bounds=ffmpeg.limits_for(1), watch=watch)
    assert printed == b"1\n"


def test_a_number_that_is_half_written_is_not_read(tmp_path: Any) -> None:
    said = tmp_path / "said"
    said.write_bytes(b"out_time_us=5000000\nprogress=continue\nout_time_us=60")
    assert ffmpeg.percent_done(said, seconds=10) == 50
    said.write_bytes(b"out_time_us=N/A\n")
    assert ffmpeg.percent_done(said, seconds=10) is None
