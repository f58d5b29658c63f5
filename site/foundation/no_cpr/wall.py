"""What is known, during one request, of the CPR-like numbers that came with it.

Numbers are known by a token, a keyed hash, and by nothing else: a token goes to the person's own browser as the value
of a tick box and comes back, and is stored nowhere.
"""

import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from foundation import cpr
from foundation.errors import Refusal

#: A hash or a UUID, whole: no person writes one, and one hash in 400 holds ten digits like those of a person.
MADE_BY_US = re.compile(r"[0-9a-f]{32,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SURROUNDING = 24  # characters of the text on either side, so that the writer finds the place


class NumberRefused(Refusal):
    """Something that looks like a CPR number was about to be stored. The message does not hold it."""


@dataclass
class Wall:
    """`may_confirm`: the person may say that a number is none, and `ticked` are the tokens of which that is said.

    `came_along` are the tokens of all that was sent; `let_through` those that a form has dealt with, because they are
    confirmed or stood there before; `confirmed` the fields with one of the former.
    """

    may_confirm: bool = False
    ticked: frozenset[str] = frozenset()
    came_along: set[str] = field(default_factory=set)
    let_through: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)

    def guard(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Stands around every statement to the database (`connection.execute_wrapper`): what came along and was not let
        through is not written, whichever way it took past the forms."""
        waiting = self.came_along - self.let_through
        if waiting and sql.startswith(("INSERT", "UPDATE")):
            for value in _strings(params):
                if waiting & tokens(value):
                    raise NumberRefused(_in_general())
        return execute(sql, params, many, context)


_wall: ContextVar[Wall | None] = ContextVar("no_cpr_wall", default=None)


def current() -> Wall:
    """That of the request. Outside a request nobody can confirm anything."""
    return _wall.get() or Wall()


def set_current(wall: Wall | None) -> None:
    _wall.set(wall)


def tokens(value: Any) -> frozenset[str]:
    """One for each different number in `value`: text, rich text, or anything made of lists, dicts and texts."""
    return frozenset(
        salted_hmac("foundation.no_cpr", re.sub(r"\D", "", cpr.in_plain_digits(text[start:end]))).hexdigest()
        for text in _strings(value)
        for start, end in cpr.find(text)
    )


def place(value: Any) -> str:
    """Some words around the first number, with dots instead of its digits."""
    for text in _strings(value):
        for start, end in cpr.find(text)[:1]:
            cut = cpr.masked(text)[max(0, start - SURROUNDING) : end + SURROUNDING]
            return " ".join(cut.split())
    return ""


def sentence(value: Any, wall: Wall) -> str:
    """What is said beside the field: where it seems to be, and what this person can do."""
    if wall.may_confirm:
        text = _("This looks like a CPR number: “%(place)s”. Take it out, or tick that it is none.")
    else:
        text = _(
            "This looks like a CPR number: “%(place)s”. Take it out. Is it something else, your leader can write it."
        )
    return text % {"place": place(value)}


def _in_general() -> str:
    return _("Nothing was saved: what you wrote seems to hold a CPR number. Take it out, and send it again.")


def _strings(value: Any) -> Iterator[str]:
    """Every text in it, as it is read: rich text without its tags."""
    if isinstance(value, str):
        if MADE_BY_US.fullmatch(value):
            return
        yield value
        if "<" in value or "&" in value:
            yield unescape(strip_tags(re.sub(r"</?(?:p|li|h\d|br|div|td|tr)\b[^<>]*>", "\n", value)))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _strings(one)
    elif hasattr(value, "get_prep_value"):  # the content of a StreamField
        yield from _strings(value.get_prep_value())
