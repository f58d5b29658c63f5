"""Have everything about a meeting or a person put together."""

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed, Refusal
from home.access_exports.personal.all_models import everything
from home.access_exports.personal.registry import DataSubject
from meetings.exports.enums import DocumentSource, Format, MinutesPart
from meetings.exports.making.request_document import Occasion, request_document
from meetings.exports.models import Export
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.pages import UnitPage


class NoSuchMeeting(Refusal):
    """The unit had no meeting in that school year."""


class NothingStored(Refusal):
    """Nothing is stored about the mail address."""


def request_meeting(
    *, unit: UnitPage, school_year: str, purpose: str, case_number: str, with_people: bool, by: User
) -> Export:
    """Request everything about the meeting. Raises NotAllowed, NoSuchMeeting, TooManyWaiting."""
    found = MeetingPage.objects.filter(unit=unit, cycle__school_year=school_year).select_related("unit").first()
    if found is None:
        message = _("%(unit)s had no dialogue meeting in %(year)s. Choose another year.")
        raise NoSuchMeeting(message % {"unit": unit.title, "year": school_year}, field="school_year")
    occasion = Occasion(purpose.strip(), case_number.strip())
    return _request(DocumentSource.ALL_OF_MEETING, found, occasion, with_people=with_people, by=by)


def request_person(*, email: str, purpose: str, case_number: str, with_people: bool, by: User) -> Export:
    """Request everything about the account with the address, or about the address alone. Raises NotAllowed,
    NothingStored, TooManyWaiting."""
    if not access.of(by).everywhere(Right.EXPORT_PERSON):
        raise NotAllowed(_("Only the data protection officer and administrators put together what is about a person."))
    person = DataSubject.named(email)
    if person.user is None and not any(one.exists(person) for one in everything() if one.emails):
        raise NothingStored(
            _("Nothing is stored about %(email)s. Ask whether the person has used another address.") % {"email": email},
            field="email",
        )
    occasion = Occasion(purpose.strip(), case_number.strip(), person.user, email)
    return _request(DocumentSource.ALL_OF_PERSON, None, occasion, with_people=with_people, by=by)


def _request(
    source: DocumentSource, meeting: MeetingPage | None, occasion: Occasion, *, with_people: bool, by: User
) -> Export:
    parts = [MinutesPart.RECOGNISABLE] if with_people else []
    return request_document(source=source, of=meeting, format=Format.PACKAGE, parts=parts, by=by, occasion=occasion)
