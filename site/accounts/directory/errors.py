"""Why somebody who comes from the directory is not let in."""

from foundation.errors import Refusal


class NotTrusted(Exception):
    """The answer of the directory is not accepted, or there is none. `reason` is for those who run the directory, in
    English as the protocols are, and holds no secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GrantRefused(NotTrusted):
    """The directory no longer confirms the person by the refresh token."""


class SignInRefused(Refusal):
    """The directory knows the person, who may not come in here; the message says whom to ask."""
