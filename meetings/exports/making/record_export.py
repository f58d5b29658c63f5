"""Note which evidence a document holds, so that the page of an objection can name it."""

from collections.abc import Iterable

from wagtail.models import Page

from accounts.roles import Role
from accounts.user import User
from foundation import audit
from meetings.evidence.enums import SentKind
from meetings.evidence.sharing.record_sent import record_sent
from meetings.evidence.sharing.sent_document import SentDocument
from meetings.exports.content.supporting import IncludedEvidence
from meetings.exports.models import Export
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.units import access


def record_export(
    place: Page | Export, held: IncludedEvidence, *, reference: str, by: User | None
) -> SentDocument | None:
    """Write the event log, and a SentDocument when the document holds evidence. `place` is the page that it is made of,
    or the document itself if it is made of none; `by` is None for a command.

    Call it inside the transaction that hands the document over.
    """
    audit.record(
        "export.made", place, by=by, unit_id=getattr(place, "unit_id", None), document=reference, files=len(held.files)
    )
    if not held.pieces:
        return None
    meeting = place if isinstance(place, MeetingPage) else place.meeting if isinstance(place, MinutesPage) else None
    return record_sent(
        kind=SentKind.EXPORT,
        meeting=meeting,
        pieces=held.pieces,
        by=by,
        recipients={role.value: 1 for role in _roles(by, place)} if by is not None else {},
        reference=reference,
        only_files=held.files,
    )


def _roles(by: User, place: Page | Export) -> Iterable[Role]:
    """Those of `by` in the unit or its area; without one, those for the whole municipality."""
    standing, unit = access.of(by), getattr(place, "unit", None)
    return (standing.roles_in(unit) if unit else None) or standing.roles()
