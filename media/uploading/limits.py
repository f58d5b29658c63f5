"""Limits on the size, number and duration of uploads."""

from datetime import timedelta

from media.kinds.registry import SPECS

#: An upload that was not continued for so long is deleted.
UPLOAD_LIFETIME = timedelta(days=1)
#: Per person: more than one contribution holds.
MAX_OPEN_UPLOADS = 40
#: Size of the parts our script sends. This much at most is sent again when the connection breaks behind a web
#: server that passes on whole bodies only.
PART_BYTES = 5 * 1024 * 1024
#: Free disk space that must remain after a new upload is complete.
MIN_FREE_DISK = 200 * 1024 * 1024


def largest_of_all() -> int:
    return max(spec.max_bytes() for spec in SPECS.values())


def max_bytes_at_once() -> int:
    """Return the limit per person: twice the largest file."""
    return 2 * largest_of_all()
