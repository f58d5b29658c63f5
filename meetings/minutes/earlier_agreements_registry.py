"""Open agreements from earlier years, for the minutes.

`meetings.agreements` may import this package, not the other way round, so it registers a provider here.
"""

from collections.abc import Callable, Iterable

from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import EarlierRow

Provider = Callable[[MeetingPage], Iterable[EarlierRow]]
_providers: list[Provider] = []


def register_earlier_agreements(provider: Provider) -> Provider:
    """Register a provider; used as a decorator."""
    _providers.append(provider)
    return provider


def earlier_agreements(meeting: MeetingPage) -> list[EarlierRow]:
    """Open agreements of the unit from years before the meeting's, oldest date first, without an outcome."""
    return [row for provider in _providers for row in provider(meeting)]
