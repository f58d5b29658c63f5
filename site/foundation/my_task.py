"""One thing that is mine to do now, as the front page lists it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MyTask:
    """`title` is what it is, `action` the words of its one button, `due` the day it should be done by (or None).

    `leads`: the unit's year stands still, or others wait, until it is done. It comes before what only has a date.
    """

    title: str
    action: str
    url: str
    detail: str = ""
    due: date | None = None
    count: int = 0
    leads: bool = False
