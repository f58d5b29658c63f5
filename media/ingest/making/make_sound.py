"""Transcode an uploaded sound recording to one that every browser plays, without metadata and cover picture."""

from pathlib import Path

from django.utils.translation import gettext

from media.ingest import detect_file_type
from media.ingest.making import transcode
from media.ingest.making.result import IngestResult

ACCEPTED = {
    "m4a": frozenset({"m4a", "mp4"}),
    "mp4": frozenset({"m4a", "mp4"}),  # the brand many telephones give their recordings
    "mp3": frozenset({"mp3"}),
    "ogg": frozenset({"ogg", "oga", "opus"}),
    "webm": frozenset({"webm", "weba"}),
}
#: For `<input accept>`. Some computers know the types by their extension only.
ACCEPT = "audio/mp4,audio/x-m4a,audio/mpeg,audio/ogg,audio/webm,.m4a,.mp3,.ogg,.opus"


def make_sound(*, source: Path, name: str, folder: Path) -> IngestResult:
    """Transcode an M4A, MP3, OGG or WebM recording to AAC, at the same volume. Raises UploadRefused."""
    kind = detect_file_type.require(source, name, accepted=ACCEPTED, advice=advice())
    cleaned = folder / "sound.m4a"
    recording = transcode.sound(source, cleaned, kind=kind, advice=advice())
    fields = {"duration": max(1, round(recording.seconds)), "byte_size": cleaned.stat().st_size}
    return IngestResult(fields, {"sound.m4a": cleaned})


def advice() -> str:
    return gettext("Choose a sound recording in the format M4A or MP3.")
