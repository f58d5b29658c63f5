"""How large, how many and how long."""

from datetime import timedelta

from django.conf import settings

#: Kind of file -> the setting with the most it may weigh. A kind without a line is not taken in parts.
LARGEST = {"photo": "IMAGE_MAX_BYTES", "film": "FILM_MAX_BYTES", "document": "DOCUMENT_MAX_BYTES"}
#: An upload that nobody has gone on with for so long is given up.
KEPT_FOR = timedelta(days=1)
#: Of one person at the same time. More than one contribution holds, and twice the longest film.
MOST_AT_ONCE = 40
#: What the disk must have left after a new upload is whole.
ROOM_LEFT = 200 * 1024 * 1024


def largest(medium: str) -> int:
    """Raises KeyError for a kind that is not taken."""
    return int(getattr(settings, LARGEST[medium]))


def largest_of_all() -> int:
    return max(largest(medium) for medium in LARGEST)


def most_bytes_at_once() -> int:
    return 2 * largest_of_all()
