"""What a document is made of, for a person who may see it now."""

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.errors import Refusal
from meetings.exports.enums import DocumentSource, Format
from meetings.exports.making.other_sources import OTHER_SOURCES
from meetings.exports.models import Export
from meetings.forum.pages import ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.units import access


class SourceIsGone(Refusal):
    """The person may not see any more what the document was to be made of."""


def approved_minutes(user: AnyUser, meeting: MeetingPage) -> MinutesPage | None:
    """Return the approved minutes of the meeting, if `user` may read them. One query."""
    rows = access.visible_to(user, MinutesPage).filter(meeting=meeting, state=MinutesState.APPROVED)
    return rows.select_related("unit__area", "meeting").first()


def record_of(minutes: MinutesPage) -> ApprovalRecord:
    """Return the record with what a document of it needs. One query."""
    related = ("approved_by", "minutes__unit", "minutes__meeting__unit__area", "minutes__meeting__cycle")
    return ApprovalRecord.objects.select_related(*related).get(minutes=minutes)


def may_have(export: Export, user: AnyUser) -> bool:
    """Return whether `user` may have such a document now. The package is for those who journalise."""
    if other := OTHER_SOURCES.get(export.source):
        return other.may_have(export, user)
    if export.source == DocumentSource.EXAMPLE:
        return access.visible_to(user, ExamplePage).filter(pk=export.example_id).exists()
    if export.source == DocumentSource.AGENDA:
        return access.visible_to(user, MeetingPage).filter(pk=export.meeting_id).exists()
    if export.meeting is None:
        return False
    minutes = approved_minutes(user, export.meeting)
    return minutes is not None and (export.format != Format.PACKAGE or may_journalise(user, minutes))


def may_journalise(user: AnyUser, minutes: MinutesPage) -> bool:
    """Return whether `user` may fetch the package of these minutes and note where they are."""
    return access.of(user).may(Right.JOURNALISE, minutes.unit)
