"""How the house says no."""


class Refusal(Exception):
    """A request the house says no to; the message is a translated sentence that says what to do.

    Verbs raise subclasses defined beside them; views show the message on the page with everything that was
    written still in place.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(Refusal):
    """The person may see the thing but not do this with it."""


class Conflict(Refusal):
    """Somebody else was first; the page shows both versions (HTTP 409)."""
