"""Determine the kind of an uploaded file, where several kinds are allowed."""

from collections.abc import Sequence

from media.ingest import detect_file_type
from media.ingest.incoming_file import IncomingFile
from media.kinds.enums import MediaKind
from media.kinds.registry import SPECS


def kind_of_upload(upload: IncomingFile, kinds: Sequence[MediaKind]) -> MediaKind:
    """Return the first of `kinds` that accepts the file by its first bytes; an MP4 named .m4a is sound.

    What none of them takes counts as the first one, whose words then say what to choose.
    """
    if len(kinds) == 1:
        return kinds[0]
    file_type = detect_file_type.file_type_of(detect_file_type.head_of(upload))
    named = detect_file_type.claimed_extension(upload)
    taking = [kind for kind in kinds if file_type in SPECS[kind].accepted]
    fitting = [kind for kind in taking if named in SPECS[kind].accepted[file_type]]
    return next(iter(fitting or taking or kinds))
