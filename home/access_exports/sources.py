"""Both extracts as sources of documents: who may have them, and whether one is still handed out."""

from django.db.models import Q

from accounts.roles import Right
from accounts.user import AnyUser
from home.access_exports.about_meeting import pack_meeting
from home.access_exports.about_person import pack_person
from meetings.evidence.models import Evidence
from meetings.exports.enums import Source
from meetings.exports.making.other_sources import OtherSource, register_source
from meetings.exports.models import Export
from meetings.units import access


def _may_have_meeting(export: Export, user: AnyUser) -> bool:
    """Whoever may, for the unit of the meeting."""
    return export.meeting is not None and access.of(user).may(Right.EXPORT_MEETING, export.meeting.unit)


def _may_have_person(_export: Export, user: AnyUser) -> bool:
    return access.of(user).everywhere(Right.EXPORT_PERSON)


def _meeting_is_shown(export: Export, _user: AnyUser) -> bool:
    """What it holds is on record as a sent document, and asked there."""
    return export.meeting is not None


def _person_is_shown(export: Export, _user: AnyUser) -> bool:
    """A text of the person's that was hidden since is handed out no more."""
    hidden = Q(withdrawn_at__gt=export.requested_at)
    return export.person is None or not Evidence.objects.filter(hidden, owner=export.person).exists()


register_source(Source.ALL_OF_MEETING, OtherSource(_may_have_meeting, _meeting_is_shown, pack=pack_meeting))
register_source(Source.ALL_OF_PERSON, OtherSource(_may_have_person, _person_is_shown, pack=pack_person))
