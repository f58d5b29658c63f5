"""One of the seven demands on a school development talk, as it is kept with the minutes."""

from dataclasses import dataclass

from meetings.minutes.row_fields import ContentRow, read_only_field

#: Version of the frozen form in which these points came.
SINCE = 2


@dataclass(frozen=True)
class LawPoint(ContentRow):
    """`id` is the number of the point. `answer`: what meets it, or what is missing; `is_met` is "yes" or empty;
    `where` is the path of the page that shows it."""

    id: int
    demand: str = read_only_field(since=SINCE, is_stored=False)
    answer: str = read_only_field(since=SINCE, is_stored=False)
    is_met: str = read_only_field(since=SINCE, is_stored=False)
    where: str = read_only_field(since=SINCE, is_stored=False)
