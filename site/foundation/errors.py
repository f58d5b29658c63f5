"""How the house says no."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class Refusal(Exception):
    """A request the house says no to; the message is a translated sentence that says what to do.

    Verbs raise subclasses defined beside them; views show the message on the page with everything that was
    written still in place.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        #: What else is wrong with the same request (see `Refusals`).
        self.besides: Sequence[Refusal] = ()

    @property
    def every(self) -> "list[Refusal]":
        """This refusal and those it was raised with."""
        return [self, *self.besides]


class NotAllowed(Refusal):
    """The person may see the thing but not do this with it."""


class Conflict(Refusal):
    """Somebody else was first; the page shows both versions (HTTP 409)."""


class Refusals:
    """Collects what is wrong with one request, so that everything is named at once.

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
        """Keeps a Refusal that is raised inside. A Conflict goes on at once: what was asked is about an older text."""
        try:
            yield
        except Conflict:
            raise
        except Refusal as refusal:
            self.add(refusal)

    def raise_any(self) -> None:
        """Raises the first Refusal, with the others in its `besides`. Does nothing when all is well."""
        if self._found:
            first, *first.besides = self._found
            raise first
