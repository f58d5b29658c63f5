"""Which kind of file somebody has chosen, where several kinds may go with a piece of evidence."""

from collections.abc import Sequence
from typing import Any

from media.ingest import detect_file_type
from media.ingest.intake_rules import INTAKE
from meetings.evidence.files.load_media import MODEL
from meetings.evidence.kind_specs import Medium


def medium_of_upload(upload: Any, media: Sequence[Medium]) -> Medium:
    """The first of `media` that takes what the file really is, by its first bytes; an MP4 that is named .m4a is sound.

    What none of them takes counts as the first one, whose words then say what to choose.
    """
    if len(media) == 1:
        return media[0]
    kind = detect_file_type.file_type_of(detect_file_type.head_of(upload))
    named = detect_file_type.claimed_extension(upload)
    taking = [medium for medium in media if kind in INTAKE[MODEL[medium]].accepted]
    fitting = [medium for medium in taking if named in INTAKE[MODEL[medium]].accepted[kind]]
    return next(iter(fitting or taking or media))
