"""Transcode an uploaded film to one that every browser plays, without metadata, and make a still picture of it."""

from pathlib import Path

from django.utils.translation import gettext

from media.ingest import detect_file_type
from media.ingest.making import transcode
from media.ingest.making.result import IngestResult, Tell, nobody_asks

ACCEPTED = {
    "mp4": frozenset({"mp4", "m4v"}),
    "mov": frozenset({"mov", "qt"}),
    "webm": frozenset({"webm"}),
}
#: For `<input accept>`.
ACCEPT = "video/mp4,video/quicktime,video/webm"


def make_film(*, source: Path, name: str, folder: Path, tell: Tell = nobody_asks) -> IngestResult:
    """Transcode an MP4, MOV or WebM film to H.264 and AAC, and make a still picture.

    `tell` is called with the progress, where the upload states its length. Raises UploadRefused.
    """
    kind = detect_file_type.require(source, name, accepted=ACCEPTED, advice=advice())
    cleaned = folder / "film.mp4"
    movie = transcode.film(source, cleaned, kind=kind, advice=advice(), tell=tell)
    poster = transcode.poster(cleaned, movie, folder)
    picture = movie.first("vide")
    assert picture is not None  # noqa: S101  checked by transcode.film()
    fields = {
        "duration": max(1, round(movie.seconds)),
        "byte_size": cleaned.stat().st_size,
        "poster_bytes": poster.stat().st_size,
        "width": picture.width,
        "height": picture.height,
    }
    return IngestResult(fields, {"film.mp4": cleaned, "poster.jpg": poster})


def advice() -> str:
    return gettext("Choose a film in the format MP4, MOV or WebM.")
