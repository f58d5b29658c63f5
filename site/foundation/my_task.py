"""A task of the signed-in user, as listed on the front page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MyTask:
    """`title` is what to do, `action` the label of its button, `due` the deadline (or None).

    `leads`: the unit's year can't go on, or others wait, until it is done. Listed before tasks that only have a date.
    `comes_first`: somebody sent it back, and it is listed before all others.
    """

    title: str
    action: str
    url: str
    detail: str = ""
    due: date | None = None
    count: int = 0
    leads: bool = False
    comes_first: bool = False
