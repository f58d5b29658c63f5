"""How large, how many and how long."""

from datetime import timedelta

from media.kinds.registry import SPECS

#: An upload that nobody has gone on with for so long is given up.
KEPT_FOR = timedelta(days=1)
#: Of one person at the same time: more than one contribution holds.
MOST_AT_ONCE = 40
#: What our own script sends at once: so much at most is sent again when the connection breaks behind a web server that
#: passes on whole bodies only.
PART_BYTES = 5 * 1024 * 1024
#: What the disk must have left after a new upload is whole.
ROOM_LEFT = 200 * 1024 * 1024


def largest_of_all() -> int:
    return max(spec.max_bytes() for spec in SPECS.values())


def most_bytes_at_once() -> int:
    """Of one person: twice the longest film."""
    return 2 * largest_of_all()
