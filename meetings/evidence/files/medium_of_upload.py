"""Detect the kind of an uploaded file, where a piece of evidence takes several kinds."""

from collections.abc import Sequence

from media.ingest import detect_file_type
from media.ingest.incoming_file import IncomingFile
from media.ingest.intake_rules import INTAKE
from meetings.evidence.files.load_media import MODEL
from meetings.evidence.kind_specs import Medium


def medium_of_upload(upload: IncomingFile, media: Sequence[Medium]) -> Medium:
    """Return the first of `media` that accepts the file by its first bytes; an MP4 named .m4a counts as sound.

    A file that none of them accepts counts as the first one, whose refusal then says what to choose.
    """
    if len(media) == 1:
        return media[0]
    kind = detect_file_type.file_type_of(detect_file_type.head_of(upload))
    named = detect_file_type.claimed_extension(upload)
    taking = [medium for medium in media if kind in INTAKE[MODEL[medium]].accepted]
    fitting = [medium for medium in taking if named in INTAKE[MODEL[medium]].accepted[kind]]
    return next(iter(fitting or taking or media))
