"""Both extracts as sources of documents, and who may have them."""

from accounts.roles import Right
from accounts.user import AnyUser
from home.access_exports.about_meeting import pack_meeting
from home.access_exports.about_person import pack_person
from meetings.exports.enums import DocumentSource
from meetings.exports.making.other_sources import OtherSource, register_source
from meetings.exports.models import Export
from meetings.units import access


def _may_have_meeting(export: Export, user: AnyUser) -> bool:
    """Return whether the user may have it, for the unit of the meeting."""
    return export.meeting is not None and access.of(user).may(Right.EXPORT_MEETING, export.meeting.unit)


def _may_have_person(_export: Export, user: AnyUser) -> bool:
    return access.of(user).everywhere(Right.EXPORT_PERSON)


# What either holds is on record as a sent document, which is asked whether all of it is still shown.
register_source(DocumentSource.ALL_OF_MEETING, OtherSource(_may_have_meeting, pack=pack_meeting))
register_source(DocumentSource.ALL_OF_PERSON, OtherSource(_may_have_person, pack=pack_person))
