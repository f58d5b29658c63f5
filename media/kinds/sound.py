"""Sound recordings."""

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
from media.stored_file import PLAYED_LINK_SECONDS, StoredFile

if TYPE_CHECKING:
    from media.media_item import MediaItem

ACCEPTED = {
    "m4a": frozenset({"m4a", "mp4"}),
    "mp4": frozenset({"m4a", "mp4"}),  # what many telephones call their recordings inside
    "mp3": frozenset({"mp3"}),
    "ogg": frozenset({"ogg", "oga", "opus"}),
    "webm": frozenset({"webm", "weba"}),
}


def make_sound(*, source: Path, name: str, folder: Path, report: ReportProgress = ignore_progress) -> IngestResult:
    """Make an M4A, MP3, OGG or WebM recording anew, with AAC, as loud as it was. Raises UploadRefused."""
    kind = detect_file_type.require_accepted_type(source, name, accepted=ACCEPTED, advice=advice())
    cleaned = folder / "sound.m4a"
    recording = film_and_sound.sound(source, cleaned, kind=kind, advice=advice())
    fields = {"duration": max(1, round(recording.seconds)), "byte_size": cleaned.stat().st_size}
    return IngestResult(fields, {"sound.m4a": cleaned})


def advice() -> str:
    return gettext("Choose a sound recording in the format M4A or MP3.")


def stored_files(item: "MediaItem") -> Mapping[str, StoredFile]:
    file = StoredFile(
        path=item.path("sound.m4a"),
        extension="m4a",
        byte_size=item.byte_size,
        download_name=f"lyd-{str(item.key)[:8]}.m4a",
        link_seconds=PLAYED_LINK_SECONDS,
    )
    return {"sound": file}


#: An M4A without metadata and without a cover picture, and its words as a transcript.
SOUND = MediaSpec(
    kind=MediaKind.SOUND,
    template="media/sound.html",
    folder="sounds",
    served_names=("sound",),
    stored_files=stored_files,
    main="sound",
    make=make_sound,
    accepted=ACCEPTED,
    # Computers know some of them by their extension alone.
    accept="audio/mp4,audio/x-m4a,audio/mpeg,audio/ogg,audio/webm,.m4a,.mp3,.ogg,.opus",
    advice=advice,
    smaller=lambda: gettext("Make it shorter, or save it as MP3."),
    max_bytes_setting="SOUND_MAX_BYTES",
    lane="films",
    name=_("Sound recording"),
    the_thing=_("The sound recording"),
    numbered=_("Sound recording %(number)s"),
    heading=npgettext_lazy("heading", "The sound recording", "The sound recordings"),
    group=_("Sound"),
    part="sounds",
    missing=_("The sound recording itself."),
    choose=_("Choose sound recordings"),
    cleaned=_("M4A or MP3, for example from your phone's recorder. We remove hidden information from them."),
    found_in=_("In a sound recording"),
    icon="headset",
    questions=(
        TextQuestion(
            "transcript",
            _("What is said or heard?"),
            _("For those who cannot hear it. No names of children."),
            max_length=20000,
            rows=5,
        ),
    ),
    caption_label=_("Caption"),
    required=("title",),
    # Sound for many people needs a text alternative (Act 692 of 2018, EN 301 549).
    text_alternative=_("transcript"),
    is_audio=True,
)
