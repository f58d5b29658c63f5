"""From an uploaded film to one without metadata, and its still picture."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from media.ingest import film_tool, mp4_boxes, photo, recognise, sandbox
from media.ingest.made import Made
from media.ingest.refusal import UploadRefused
from media.renditions import POSTER, POSTER_RENDITIONS

logger = logging.getLogger("laeringsrum.media")

ACCEPTED = {"mp4": frozenset({"mp4", "m4v"}), "mov": frozenset({"mov", "qt"})}
ACCEPT = "video/mp4,video/quicktime"
PLAYABLE = {"avc1", "avc3"}  # H.264: every browser plays it
#: What our own repacking writes; any other box would be something that came along.
EXPECTED_BOXES = frozenset(
    b"ftyp free mdat moov mvhd trak tkhd edts mdia mdhd hdlr minf vmhd smhd dinf stbl "
    b"stsd stts stss ctts stsc stsz stco co64 sgpd sbgp sdtp cslg".split()
)


def make_film(*, source: Path, name: str, folder: Path) -> Made:
    """Repacks an MP4 or MOV with H.264 without any metadata and makes a still picture. Raises UploadRefused."""
    recognise.require(source, name, accepted=ACCEPTED, advice=advice())
    cleaned = folder / "film.mp4"
    movie = clean(source, cleaned)
    poster = make_poster(cleaned, movie, folder)
    picture = movie.first("vide")
    assert picture is not None  # noqa: S101  clean() has seen it
    width, height = picture.width, picture.height
    if picture.is_on_its_side:
        width, height = height, width
    fields = {
        "duration": max(1, round(movie.seconds)),
        "byte_size": cleaned.stat().st_size,
        "poster_bytes": poster.stat().st_size,
        "width": width,
        "height": height,
    }
    return Made(fields, {"film.mp4": cleaned, "poster.jpg": poster})


def advice() -> str:
    return gettext("Choose a film in the format MP4.")


def damaged() -> UploadRefused:
    return UploadRefused(
        gettext("The film is damaged or not complete and can't be played. Choose it again, or film anew.")
    )


def clean(source: Path, target: Path) -> mp4_boxes.Movie:
    """Writes the cleaned film to `target` and returns what it holds. Raises UploadRefused."""
    try:
        sound = sound_codec(source)
        film_tool.repack(source, target, audio_codec="copy" if sound in {"", "mp4a"} else "aac")
        mp4_boxes.blank_user_data(target)  # ffmpeg writes an empty list of tags
        movie = mp4_boxes.read(target)
    except (mp4_boxes.Damaged, sandbox.Failed) as error:
        logger.info("film refused: %s", error)
        raise damaged() from error
    if not movie.box_types <= EXPECTED_BOXES:
        logger.error("unexpected boxes in a cleaned film: %s", sorted(movie.box_types - EXPECTED_BOXES))
        raise UploadRefused(
            gettext("Hidden information in the film could not be removed, so it was not stored. Choose another one.")
        )
    if movie.seconds <= 0:
        raise damaged()
    if movie.seconds > settings.FILM_MAX_SECONDS + 1:
        raise UploadRefused(
            gettext(
                "The film lasts %(minutes)s minutes. It may last at most %(most)s. Cut it, or choose the part that "
                "shows what you want to say."
            )
            % {"minutes": round(movie.seconds / 60), "most": settings.FILM_MAX_SECONDS // 60}
        )
    return movie


def sound_codec(source: Path) -> str:
    """Makes sure that there are pictures a browser can play, and returns the codec of the sound ("" without sound).

    Raises UploadRefused, Damaged."""
    movie = mp4_boxes.read(source)
    picture, sound = movie.first("vide"), movie.first("soun")
    if picture is None:
        raise UploadRefused(gettext("There are no moving pictures in the file.") + f" {advice()}")
    if picture.codec not in PLAYABLE:
        raise UploadRefused(
            gettext(
                "The film is recorded in a way that not every browser can play (%(codec)s). On an iPhone choose "
                "Settings, Camera, Formats, Most compatible, and film anew, or save it as MP4 with H.264."
            )
            % {"codec": "HEVC" if picture.codec in {"hvc1", "hev1"} else picture.codec}
        )
    return sound.codec if sound else ""


def make_poster(film: Path, movie: mp4_boxes.Movie, folder: Path) -> Path:
    """A still from the first seconds, cleaned like any other picture. Also the proof that the film can be decoded."""
    frame = folder / "frame.png"
    try:
        film_tool.still(film, frame, second=min(1.0, movie.seconds / 3))
        photo.prepare(frame, name=frame.name, folder=folder, renditions=POSTER_RENDITIONS)
    except (sandbox.Failed, FileNotFoundError, UploadRefused) as error:
        raise damaged() from error
    return folder / f"{POSTER}.jpg"
