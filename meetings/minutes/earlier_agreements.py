"""What is still open from earlier years, as the minutes see it.

Agreements lie in a slice above this one, which says how they are found by registering a provider.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.canonical_content import Content


@dataclass(frozen=True)
class EarlierAgreement:
    """One open agreement of an earlier year. `id` is that of its block in the minutes it came from."""

    id: str
    text: str
    owner: str
    owner_detail: str
    due_on: date
    status: str  # in words
    school_year: str

    def unanswered(self) -> Content:
        """As content of new minutes, before the meeting's word on it is written."""
        return {
            "id": self.id,
            "school_year": self.school_year,
            "status": self.status,
            "text": self.text,
            "owner": self.owner,
            "owner_detail": self.owner_detail,
            "due_on": self.due_on.isoformat(),
            "outcome": "",
            "new_due_on": "",
            "note": "",
        }


Provider = Callable[[MeetingPage], list[EarlierAgreement]]
_providers: list[Provider] = []


def provides_earlier_agreements(provider: Provider) -> Provider:
    """Registers the slice that knows; used as a decorator."""
    _providers.append(provider)
    return provider


def earlier_agreements(meeting: MeetingPage) -> list[EarlierAgreement]:
    """Open agreements of the unit from years before the meeting's, oldest date first."""
    return [agreement for provider in _providers for agreement in provider(meeting)]
