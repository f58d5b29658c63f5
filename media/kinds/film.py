"""Films."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext, npgettext_lazy
from django.utils.translation import gettext_lazy as _

from media.ingest import detect_file_type
from media.ingest.processing import film_and_sound
from media.ingest.processing.result import IngestResult, ReportProgress, ignore_progress
from media.kinds.enums import MediaKind
from media.kinds.spec import MediaSpec, TextQuestion
from media.rendition_sizes import CAPTIONS, POSTER
from media.stored_file import PLAYED_LINK_SECONDS, StoredFile

if TYPE_CHECKING:
    from media.media_item import MediaItem

ACCEPTED = {
    "mp4": frozenset({"mp4", "m4v"}),
    "mov": frozenset({"mov", "qt"}),
    "webm": frozenset({"webm"}),
}


def make_film(*, source: Path, name: str, folder: Path, report: ReportProgress = ignore_progress) -> IngestResult:
    """Transcode an MP4, MOV or WebM film to H.264 and AAC, and make a still picture of it.

    `report` gets the percentage done, where the upload states its length. Raises UploadRefused.
    """
    kind = detect_file_type.require_accepted_type(source, name, accepted=ACCEPTED, advice=advice())
    cleaned = folder / "film.mp4"
    movie = film_and_sound.film(source, cleaned, kind=kind, advice=advice(), report=report)
    poster = film_and_sound.poster(cleaned, movie, folder)
    picture = movie.first("vide")
    assert picture is not None  # noqa: S101  playable.film() has seen it
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


def stored_files(item: "MediaItem") -> Mapping[str, StoredFile]:
    """Return what is stored. Captions are stored in the row, because browsers load a caption track only from the same
    origin."""
    stem = f"film-{str(item.key)[:8]}"
    files = {
        "film": StoredFile(
            path=item.path("film.mp4"),
            extension="mp4",
            byte_size=item.byte_size,
            download_name=f"{stem}.mp4",
            link_seconds=PLAYED_LINK_SECONDS,
        ),
        POSTER: StoredFile(
            path=item.path("poster.jpg"), extension="jpg", byte_size=item.poster_bytes, download_name=f"{stem}.jpg"
        ),
    }
    if item.captions:
        content = item.captions.encode()
        files[CAPTIONS] = StoredFile(
            content=content, extension="vtt", byte_size=len(content), download_name=f"{stem}.vtt"
        )
    return files


#: An MP4 without metadata, a still picture, and captions (WebVTT) or a transcript.
FILM = MediaSpec(
    kind=MediaKind.FILM,
    template="media/film.html",
    folder="films",
    served_names=("film", POSTER, CAPTIONS),
    stored_files=stored_files,
    main="film",
    thumb=POSTER,
    card=POSTER,
    picture_alt=_("The first picture of the film"),
    make=make_film,
    accepted=ACCEPTED,
    accept="video/mp4,video/quicktime,video/webm",
    advice=advice,
    smaller=lambda: gettext("Make it shorter, or save it in a lower resolution."),
    max_bytes_setting="FILM_MAX_BYTES",
    lane="films",
    name=_("Film"),
    the_thing=_("The film"),
    numbered=_("Film %(number)s"),
    heading=npgettext_lazy("heading", "The film", "The films"),
    group=_("Film"),
    part="films",
    missing=_("The film itself."),
    choose=_("Choose a film"),
    cleaned=_("MP4, MOV or WebM. We remove place, time and other hidden information from it."),
    found_in=_("In a film"),
    camera=_("Film now"),
    camera_icon="videocam",
    questions=(
        TextQuestion(
            "transcript",
            _("What is said in the film?"),
            _("Write it here if you have no captions. No names of children."),
            max_length=20000,
            rows=5,
        ),
    ),
    caption_label=_("Caption"),
    required=("title",),
    # Video for many people needs captions or a text alternative (Act 692 of 2018, EN 301 549).
    text_alternative=_("captions or transcript"),
)
