"""Exceptions for requests that are refused, with a message for the user."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class Refusal(Exception):
    """A request is refused; `message` is translated and says what to do, `field` is the form field it belongs to.

    Actions raise subclasses defined beside them; views show the message on the form, with the user's input kept.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        #: Further refusals of the same request (see `Refusals`).
        self.besides: Sequence[Refusal] = ()

    @property
    def every(self) -> "list[Refusal]":
        """This refusal and those it was raised with."""
        return [self, *self.besides]


class NotAllowed(Refusal):
    """The user may see the object but not do this with it."""


class ReasonMissing(Refusal):
    """The step needs a reason."""


class TextMissing(Refusal):
    """The text is empty."""


class AnswerMissing(Refusal):
    """The answer is empty."""


class Conflict(Refusal):
    """Somebody else changed the object first; the page shows both versions (HTTP 409). `current` is the object as
    stored now, when sending the form again may overwrite it."""

    def __init__(self, message: str, current: object = None) -> None:
        super().__init__(message)
        self.current = current


class Refusals:
    """Collects the refusals of one request, so that all are shown at once.

    wrong = Refusals()
    if not note:
        wrong.add(ReasonMissing(_("Write why.")))
    with wrong.collect():
        require_day(day)
    wrong.raise_any()
    """

    def __init__(self) -> None:
        self._found: list[Refusal] = []

    def add(self, refusal: Refusal) -> None:
        self._found += refusal.every

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Catch and keep a Refusal. A Conflict is raised at once: the request was made from an older version."""
        try:
            yield
        except Conflict:
            raise
        except Refusal as refusal:
            self.add(refusal)

    @property
    def found(self) -> list[Refusal]:
        return list(self._found)

    def raise_any(self) -> None:
        """Raise the first Refusal, with the others in its `besides`. Does nothing when there is none."""
        if self._found:
            first, *first.besides = self._found
            raise first
