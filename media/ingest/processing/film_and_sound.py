"""Transcode a film or sound recording to one that every browser plays and that holds no metadata, or refuse it."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from media.ingest import sandbox
from media.ingest.processing import ffmpeg, mp4_boxes, render_photo, webm_elements
from media.ingest.processing.media_structure import DamagedMedia, Movie
from media.ingest.processing.result import ReportProgress, ignore_progress
from media.ingest.refusals import UploadRefused
from media.rendition_sizes import POSTER, POSTER_RENDITIONS

logger = logging.getLogger("laeringsrum.media")

CONTAINERS = {
    "mp4": ffmpeg.MP4,
    "m4a": ffmpeg.MP4,
    "mov": ffmpeg.MP4,
    "webm": ffmpeg.WEBM,
    "mp3": ffmpeg.MP3,
    "ogg": ffmpeg.OGG,
}
#: Supported video codecs: H.264, HEVC (also as Dolby Vision), VP8, VP9 and AV1, by the names of both containers.
VIDEO_CODECS = frozenset({
    *("avc1", "avc3", "hvc1", "hev1", "dvh1", "dvhe", "vp08", "vp09", "av01"),
    *("V_MPEG4/ISO/AVC", "V_MPEGH/ISO/HEVC", "V_VP8", "V_VP9", "V_AV1"),
})  # fmt: skip
MAX_PIXELS = 8192 * 4320
MIN_SIDE_PIXELS = 48  # per side
#: A result shorter than this share of the declared length has lost its end.
MIN_LENGTH_SHARE = 0.8
LENGTH_TOLERANCE = 0.4  # seconds of tolerance, for very short films
#: Boxes that our own transcoding writes; any other box must have come from the upload.
EXPECTED_BOXES = frozenset(
    b"ftyp free mdat moov mvhd trak tkhd edts mdia mdhd hdlr minf vmhd smhd dinf dref stbl "
    b"stsd stts stss ctts stsc stsz stco co64 sgpd sbgp sdtp cslg".split()
)


def film(source: Path, target: Path, *, kind: str, advice: str, report: ReportProgress = ignore_progress) -> Movie:
    """Transcode the film at `source` to `target` and return its structure; `report` receives the progress.

    Raises UploadRefused.
    """
    announced = declared_structure(source, kind)
    refuse_unsupported_video(announced, advice)
    refuse_long(announced.seconds, settings.FILM_MAX_SECONDS)
    try:
        ffmpeg.film_and_sound(
            source, target, container=CONTAINERS[kind], most_seconds=settings.FILM_MAX_SECONDS + 2,
            seconds=announced.seconds or settings.FILM_MAX_SECONDS,
            report=report if announced.seconds else ignore_progress,
        )  # fmt: skip
    except sandbox.SandboxFailed as failure:
        raise refusal_of(failure) from failure
    made = verify_only_audio_and_video(target)
    if made.first("vide") is None:
        raise damaged()
    require_whole(made, announced, settings.FILM_MAX_SECONDS)
    return made


def sound(source: Path, target: Path, *, kind: str, advice: str) -> Movie:
    """Transcode the recording at `source` to `target` and return the structure of the result. Raises UploadRefused."""
    announced = declared_structure(source, kind) if kind not in ("mp3", "ogg") else Movie()
    if announced.tracks:
        refuse_no_sound(announced, advice)
    refuse_long(announced.seconds, settings.SOUND_MAX_SECONDS)
    try:
        ffmpeg.transcode_sound(
            source, target, container=CONTAINERS[kind], most_seconds=settings.SOUND_MAX_SECONDS + 2,
            seconds=announced.seconds or settings.SOUND_MAX_SECONDS,
        )  # fmt: skip
    except sandbox.SandboxFailed as failure:
        raise refusal_of(failure, of_sound=True) from failure
    made = verify_only_audio_and_video(target)
    if made.first("soun") is None or made.first("vide") is not None:
        raise damaged(of_sound=True)
    require_whole(made, announced, settings.SOUND_MAX_SECONDS, of_sound=True)
    return made


def poster(film: Path, movie: Movie, folder: Path) -> Path:
    """Make a still from the first seconds, cleaned like any other picture; it also proves that the film can be decoded.

    Raises UploadRefused.
    """
    frame = folder / "frame.png"
    try:
        ffmpeg.extract_frame(film, frame, second=min(1.0, movie.seconds / 3))
        render_photo.prepare_photo(frame, name=frame.name, folder=folder, renditions=POSTER_RENDITIONS)
    except (sandbox.SandboxFailed, FileNotFoundError, UploadRefused) as error:
        raise damaged() from error
    return folder / f"{POSTER}.jpg"


def damaged(*, of_sound: bool = False) -> UploadRefused:
    if of_sound:
        return UploadRefused(
            gettext(
                "The sound recording is damaged or incomplete and can't be played. Choose it again, or "
                "record a new one."
            )
        )
    return UploadRefused(
        gettext("The film is damaged or incomplete and can't be played. Choose it again, or record a new one.")
    )


def refusal_of(failure: sandbox.SandboxFailed, *, of_sound: bool = False) -> UploadRefused:
    """Return the refusal for a failure of ffmpeg, with a message that says what to do."""
    logger.info("film or sound refused: %s", failure)
    if failure.how == "timeout" and of_sound:
        return UploadRefused(gettext("The sound recording takes too long to prepare. Save it as MP3 and try again."))
    if failure.how == "timeout":
        return UploadRefused(
            gettext(
                "The film takes too long to prepare. Make it shorter, or save it in a lower resolution, and try again."
            )
        )
    return damaged(of_sound=of_sound)


def declared_structure(source: Path, kind: str) -> Movie:
    """Return the declared structure of the file. Raises UploadRefused when it is invalid or only refers to other
    files.
    """
    try:
        movie = webm_elements.read_webm(source) if kind == "webm" else mp4_boxes.read_mp4(source, trailing=True)
    except DamagedMedia as error:
        logger.info("film or sound refused: %s", error)
        raise damaged(of_sound=kind == "m4a") from error
    if any(track.is_elsewhere for track in movie.tracks):
        raise UploadRefused(
            gettext(
                "The file only refers to another file that contains the film. Save the whole film as MP4 and try again."
            )
        )
    return movie


def refuse_unsupported_video(movie: Movie, advice: str) -> None:
    picture = movie.first("vide")
    if picture is None and movie.first("soun") is not None:
        raise UploadRefused(
            gettext(
                "There are no moving pictures in the file, only sound. Choose a film, or upload it as a sound "
                "recording."
            )
        )
    if picture is None:
        raise UploadRefused(gettext("There are no moving pictures in the file.") + f" {advice}")
    if picture.codec not in VIDEO_CODECS:
        raise UploadRefused(
            gettext(
                "The film is recorded in a way that we can't read (%(codec)s). Open it on your computer or phone, save "
                "it as MP4 with H.264, and try again."
            )
            % {"codec": readable_codec(picture.codec)}
        )
    refuse_size(picture.width, picture.height)


def refuse_size(width: int, height: int) -> None:
    """Raise UploadRefused for too large or too small pictures. A size of 0 is unknown and accepted."""
    size = {"width": width, "height": height}
    if width * height > MAX_PIXELS:
        raise UploadRefused(
            gettext(
                "The film has %(width)s by %(height)s pixels, more than we can show. Save it in Full HD and try again."
            )
            % size
        )
    if width and height and min(width, height) < MIN_SIDE_PIXELS:
        raise UploadRefused(
            gettext(
                "The film has only %(width)s by %(height)s pixels, too few to see anything in. Choose a larger one."
            )
            % size
        )


def refuse_no_sound(movie: Movie, advice: str) -> None:
    if movie.first("vide") is not None:
        raise UploadRefused(gettext("There are moving pictures in the file. Upload it as a film instead."))
    if movie.first("soun") is None:
        raise UploadRefused(gettext("There is no sound in the file.") + f" {advice}")


def refuse_long(seconds: float, maximum: int) -> None:
    if seconds > maximum + 1:
        raise UploadRefused(
            gettext(
                "The recording lasts %(minutes)s minutes. It may last at most %(most)s. Cut it, or choose the part "
                "that shows what you want to say."
            )
            % {"minutes": max(round(seconds / 60), maximum // 60 + 1), "most": maximum // 60}
        )


def require_whole(made: Movie, announced: Movie, maximum: int, *, of_sound: bool = False) -> None:
    """Raise UploadRefused when the result is empty, too long, or clearly shorter than declared."""
    if made.seconds <= 0 or made.seconds < MIN_LENGTH_SHARE * announced.seconds - LENGTH_TOLERANCE:
        raise damaged(of_sound=of_sound)
    refuse_long(made.seconds, maximum)


def verify_only_audio_and_video(target: Path) -> Movie:
    """Read the result and check independently that it holds nothing else. Raises UploadRefused."""
    try:
        mp4_boxes.blank_user_data(target)  # ffmpeg writes an empty list of tags
        movie = mp4_boxes.read_mp4(target)
    except (DamagedMedia, FileNotFoundError) as error:
        raise damaged() from error
    if not movie.box_types <= EXPECTED_BOXES or len(movie.tracks) > 2:
        logger.error("unexpected parts in a cleaned film: %s", sorted(movie.box_types - EXPECTED_BOXES))
        raise UploadRefused(
            gettext("Hidden information in the film could not be removed, so it was not stored. Choose another one.")
        )
    return movie


def readable_codec(codec: str) -> str:
    """Return the codec name from the container, restricted to harmless characters."""
    return "".join(letter for letter in codec if letter.isascii() and (letter.isalnum() or letter in "_/"))[:20] or "?"
