"""Every film and recording we accept becomes one that every browser plays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from media.ingest import detect_file_type
from media.ingest.processing import film_and_sound, mp4_boxes, webm_elements
from media.ingest.processing.media_structure import DamagedMedia, Movie
from media.ingest.refusals import UploadRefused
from tests.media import films

Remake = Callable[..., tuple[Path, Movie]]

X265 = ("-x265-params", "log-level=none", "-tag:v", "hvc1")


@pytest.fixture
def remake(tmp_path: Path) -> Remake:
    """Return the result of transcoding a film: (path, movie)."""

    def make(content: bytes, kind: str = "mp4", of: Any = film_and_sound.film) -> tuple[Path, Movie]:
        source, target = tmp_path / "upload", tmp_path / "out.mp4"
        source.write_bytes(content)
        return target, of(source, target, kind=kind, advice="Vælg en anden.")

    return make


FILMS = {
    "H.264 in MP4": ("mp4", lambda: films.film(seconds=1)),
    "H.264 in pieces": ("mp4", lambda: films.film("-movflags", "frag_keyframe+empty_moov", seconds=1)),
    "HEVC with ten bits in MOV": (
        "mov", lambda: films.film(*X265, seconds=1, container="mov", picture="libx265", pixels="yuv420p10le"),
    ),
    "H.264 with PCM in MOV": ("mov", lambda: films.film(seconds=1, container="mov", sound="pcm_s16le")),
    "VP8 and Vorbis in WebM": (
        "webm", lambda: films.film(seconds=1, container="webm", picture="libvpx", sound="libvorbis"),
    ),
    "VP9 and Opus in WebM": (
        "webm", lambda: films.film(seconds=1, container="webm", picture="libvpx-vp9", sound="libopus"),
    ),
    "AV1 and Opus in WebM": (
        "webm",
        lambda: films.film("-cpu-used", "8", seconds=1, container="webm", picture="libaom-av1", sound="libopus"),
    ),
    "WebM as a browser records it": (
        "webm", lambda: films.film("-live", "1", seconds=1, container="webm", picture="libvpx", sound="libopus"),
    ),
    "without sound": ("mp4", lambda: films.film(seconds=1, sound="")),
}  # fmt: skip


@pytest.mark.parametrize("name", FILMS)
def test_every_kind_becomes_h264_and_aac_with_its_index_first(remake: Remake, name: str) -> None:
    kind, source = FILMS[name]
    assert detect_file_type.file_type_of(source()[:512]) == kind
    path, movie = remake(source(), kind)
    content = path.read_bytes()
    assert [track.codec for track in movie.tracks] == (["avc1"] if name == "without sound" else ["avc1", "mp4a"])
    assert 0.9 <= movie.seconds <= 1.3
    assert (movie.tracks[0].width, movie.tracks[0].height) == (320, 180)
    assert content.index(b"moov") < content.index(b"mdat")
    high, eight_bits = 100, content[content.index(b"avcC") + 5]
    assert eight_bits == high
    for trace in films.TRACES:
        assert trace not in content


@pytest.mark.parametrize(
    ("size", "expected"),
    [("2560x1440", (1920, 1080)), ("1440x2560", (1080, 1920)), ("640x1200", (640, 1200)), ("162x122", (162, 122))],
)
def test_a_film_is_at_most_full_hd_in_both_orientations_and_never_enlarged(
    remake: Remake, size: str, expected: tuple[int, int]
) -> None:
    film = films.film("-preset", "ultrafast", seconds=0.3, size=size, sound="", tags=False)
    picture = remake(film)[1].first("vide")
    assert (picture.width, picture.height) == expected


def test_a_film_held_upright_is_turned_in_its_pixels(remake: Remake) -> None:
    picture = remake(films.lying_film())[1].first("vide")
    assert (picture.width, picture.height, picture.is_on_its_side) == (180, 320, False)


def frames(path: Path) -> int:
    content = path.read_bytes()
    at = content.index(b"stsz") + 12
    return int.from_bytes(content[at : at + 4], "big")


def test_sixty_frames_per_second_become_thirty_and_ten_stay_ten(remake: Remake) -> None:
    assert frames(remake(films.film(seconds=1, rate=60, sound="", tags=False))[0]) in range(29, 33)
    assert frames(remake(films.film(seconds=1, rate=10, sound="", tags=False))[0]) in range(10, 12)


@pytest.mark.parametrize("channels", ["1", "2"])
def test_the_volume_is_unchanged(remake: Remake, channels: str) -> None:
    source = films.film("-ac", channels, seconds=1, tags=False)
    made = remake(source)[0].read_bytes()
    assert abs(films.loudness(source, "a.mp4") - films.loudness(made, "b.mp4")) < 0.5
    quiet = films.recording("-af", "volume=-30dB", codec="libmp3lame", container="mp3")
    made = remake(quiet, "mp3", film_and_sound.sound)[0].read_bytes()
    assert abs(films.loudness(quiet, "a.mp3") - films.loudness(made, "b.m4a")) < 0.5


RECORDINGS = {
    "M4A": ("m4a", lambda: films.recording()),
    "M4A that calls itself MP4": ("mp4", lambda: films.recording("-f", "mp4")),
    "MP3": ("mp3", lambda: films.recording(container="mp3", codec="libmp3lame")),
    "MP3 without tags": (
        "mp3", lambda: films.recording("-write_id3v2", "0", "-write_xing", "0", container="mp3", codec="libmp3lame"),
    ),
    "MP3 with a cover": ("mp3", lambda: films.with_cover()),
    "M4A with a cover": ("m4a", lambda: films.with_cover("m4a", "aac")),
    "OGG": ("ogg", lambda: films.recording(container="ogg", codec="libvorbis")),
    "Opus": ("ogg", lambda: films.recording(container="opus", codec="libopus")),
    "WebM": ("webm", lambda: films.recording(container="webm", codec="libopus")),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDINGS)
def test_every_recording_becomes_aac_without_tags_or_cover(remake: Remake, name: str) -> None:
    kind, source = RECORDINGS[name]
    assert detect_file_type.file_type_of(source()[:512]) == kind
    path, movie = remake(source(), kind, film_and_sound.sound)
    assert [track.codec for track in movie.tracks] == ["mp4a"]
    assert 0.9 <= movie.seconds <= 1.3
    for trace in [*films.TRACES, b"covr", b"\xff\xd8\xff"]:
        assert trace not in path.read_bytes()


def test_the_length_is_checked_before_and_after_transcoding(remake: Remake, settings: Settings) -> None:
    settings.FILM_MAX_SECONDS = 0
    with pytest.raises(UploadRefused, match="højst vare 0"):
        remake(films.film(seconds=2))
    with pytest.raises(UploadRefused, match="højst vare 0"):  # a live recording does not declare its length
        remake(films.film("-live", "1", seconds=2, container="webm", picture="libvpx", sound="libopus"), "webm")
    settings.SOUND_MAX_SECONDS = 0
    with pytest.raises(UploadRefused, match="højst vare 0"):
        remake(films.recording(container="mp3", codec="libmp3lame", seconds=2), "mp3", film_and_sound.sound)


def test_the_time_limit_grows_with_the_film() -> None:
    from media.ingest.processing.ffmpeg import limits_for

    assert limits_for(1800).wall_clock > limits_for(60).wall_clock > 60
    assert limits_for(1800).wall_clock > 2 * 1800


def test_a_playlist_or_another_container_is_not_read(remake: Remake, tmp_path: Path) -> None:
    """After the type detection too: what calls itself MP4 is read as nothing but MP4."""
    outside = tmp_path / "secret.mp4"
    outside.write_bytes(films.film(seconds=1))
    for kind, content in [
        ("mp3", f"#EXTM3U\n#EXTINF:1,\nfile:{outside}\n".encode()),
        ("mp3", films.film(seconds=1)),
        ("ogg", films.film(seconds=1)),
    ]:
        with pytest.raises(UploadRefused, match="beskadiget"):
            remake(content, kind, film_and_sound.sound)


def test_the_structure_of_webm_is_read_but_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "x.webm"
    path.write_bytes(films.webm(seconds=1))
    movie = webm_elements.read_webm(path)
    assert [(track.kind, track.codec) for track in movie.tracks] == [("vide", "V_VP8"), ("soun", "A_OPUS")]
    assert (movie.tracks[0].width, movie.tracks[0].height) == (320, 180)
    assert 0.9 < movie.seconds < 1.2
    for broken in [b"", b"\x00" * 40, b"\x1aE\xdf\xa3", b"\x1aE\xdf\xa3" + b"\xff" * 40, b"\x42\x82\x80" * 11_000]:
        path.write_bytes(broken)
        with pytest.raises(DamagedMedia):
            webm_elements.read_webm(path)


def test_every_truncated_header_is_reported_as_damaged(tmp_path: Path) -> None:
    webm = films.webm(seconds=1, sound="")
    mp4 = films.film("-movflags", "+faststart", seconds=1, sound="", tags=False)
    path = tmp_path / "x"
    for read, content in [(webm_elements.read_webm, webm), (mp4_boxes.read_mp4, mp4)]:
        for length in range(0, 700, 3):
            path.write_bytes(content[:length])
            with pytest.raises(DamagedMedia):
                read(path)
