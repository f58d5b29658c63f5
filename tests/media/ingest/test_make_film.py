"""A film comes in: made anew, silent about where, with a still picture."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from media.enums import MediaState
from media.ingest import mp4_boxes
from media.ingest.refusal import UploadRefused
from media.models import Film
from tests.media import films, pictures
from tests.media.take_in import take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(page: Any, person: Any) -> Any:
    return lambda name, content: take_in(Film, pictures.upload(name, content), page, person)


def stored(film: Film, name: str) -> bytes:
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
    assert films.CHILD.encode() in source()  # the source does tell
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
    assert film.is_portrait
    with Pillow.open(io.BytesIO(stored(film, "poster"))) as poster:
        assert poster.size == (180, 320)


def test_the_sound_is_kept_or_made_playable(add: Any, tmp_path: Any) -> None:
    for content, name in [(films.film(), "a.mp4"), (films.film(container="mov", sound="pcm_s16le"), "b.mov")]:
        path = tmp_path / "stored.mp4"
        path.write_bytes(stored(add(name, content), "film"))
        assert mp4_boxes.read(path).first("soun").codec == "mp4a"


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
    from media.ingest import film_tool, sandbox

    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nsleep 60\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(film_tool, "program", lambda: str(sleeper))
    monkeypatch.setattr(film_tool, "bounds", lambda seconds: sandbox.Bounds(10**9, 5, 10**6, wall=0.5))
    with pytest.raises(UploadRefused, match="tager for lang tid"):
        add("x.mp4", films.film())
    assert left_on_disk() == ["sleeper"]
