"""What is still open from earlier years, as the minutes see it.

Agreements lie in a package above this one, which says how they are found by registering a provider.
"""

from collections.abc import Callable, Iterable

from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import EarlierRow

Provider = Callable[[MeetingPage], Iterable[EarlierRow]]
_providers: list[Provider] = []


def provides_earlier_agreements(provider: Provider) -> Provider:
    """Registers the package that knows; used as a decorator."""
    _providers.append(provider)
    return provider


def earlier_agreements(meeting: MeetingPage) -> list[EarlierRow]:
    """Open agreements of the unit from years before the meeting's, oldest date first, nothing said about them yet."""
    return [row for provider in _providers for row in provider(meeting)]
