"""Content of the calendar file."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from accounts.roles import Role
from meetings.convening.calendar_file import cancellation, download, invitation, uid
from meetings.meeting.enums import MeetingState
from tests import factories

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def meeting(school, holder):
    meeting = factories.meeting(
        unit=school.unit, state=MeetingState.INVITED, starts_at=datetime(2026, 10, 14, 9, tzinfo=HERE),
        invitation_sequence=2, room="Biblioteket", total_minutes=240, invited_by=holder,
    )  # fmt: skip
    school.invited(meeting)
    return meeting


def event_of(text):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def guest(meeting, role):
    return meeting.participants.get(role=role)


def test_an_invitation_says_when_where_and_from_whom(meeting, holder):
    text = invitation(meeting, guest(meeting, Role.CONSULTANT), holder)
    calendar = Calendar.from_ical(text)
    event = event_of(text)
    assert calendar["METHOD"] == "REQUEST" and event["STATUS"] == "CONFIRMED"
    assert event.decoded("dtstart") == datetime(2026, 10, 14, 9, tzinfo=HERE)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=4)
    assert event["SUMMARY"] == "Dialogmøde 2026/2027 · Skovskolen"
    assert event["LOCATION"] == "Biblioteket, Skovskolen"
    assert (event["UID"], event["SEQUENCE"]) == (uid(meeting), 2)
    assert event["ORGANIZER"].lower() == f"mailto:{holder.email}" and event["ORGANIZER"].params["CN"] == holder.name
    assert "DTSTART;TZID=Europe/Copenhagen:20261014T090000" in text
    assert event["DTSTAMP"].to_ical().endswith(b"Z"), "in UTC"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.CONSULTANT, ("REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE")),
        (Role.BOARD_REPRESENTATIVE, ("OPT-PARTICIPANT", "NEEDS-ACTION", "TRUE")),
    ],
)
def test_required_and_optional_attendees(meeting, holder, role, expected):
    attendee = event_of(invitation(meeting, guest(meeting, role), holder))["ATTENDEE"]
    assert attendee.lower() == f"mailto:{guest(meeting, role).email}"
    assert tuple(attendee.params[name] for name in ("ROLE", "PARTSTAT", "RSVP")) == expected


def test_the_organiser_is_not_an_attendee(meeting, holder):
    text = invitation(meeting, guest(meeting, Role.AGREEMENT_HOLDER), holder)
    assert Calendar.from_ical(text)["METHOD"] == "PUBLISH" and "ATTENDEE" not in text
    assert event_of(text)["ORGANIZER"] == f"mailto:{holder.email}"
    text = cancellation(meeting, guest(meeting, Role.AGREEMENT_HOLDER), holder)
    assert Calendar.from_ical(text)["METHOD"] == "CANCEL" and "ATTENDEE" not in text


def test_a_guest_gets_a_description_and_the_front_page_link(meeting, holder, settings):
    factories.participant(meeting, Role.BOARD_REPRESENTATIVE, name="Mor", email="mor@example.dk")
    for build in (invitation, cancellation):
        event = event_of(build(meeting, meeting.participants.get(email="mor@example.dk"), holder))
        assert event["URL"] == f"{settings.BASE_URL}/"
        assert holder.email in event["DESCRIPTION"] and "2026" not in event["DESCRIPTION"]


def test_an_invitation_does_not_show_other_attendees_addresses(meeting, holder):
    text = invitation(meeting, guest(meeting, Role.CONSULTANT), holder)
    assert guest(meeting, Role.BOARD_REPRESENTATIVE).email not in text.replace("\r\n ", "")


def test_the_description_is_a_link_without_content(meeting, holder):
    text = invitation(meeting, guest(meeting, Role.CONSULTANT), holder).replace("\r\n ", "")
    assert f"/skoler/{meeting.unit.slug}/2026/" in event_of(text)["DESCRIPTION"]
    assert not any(item.value["title"] in text for item in meeting.agenda_items)


def test_the_hour_is_right_in_daylight_saving_and_standard_time(meeting):
    """The VTIMEZONE is written by hand: its rules must give Copenhagen's offsets, also in the distant future."""
    (zone,) = Calendar.from_ical(download(meeting)).walk("VTIMEZONE")
    assert [str(part["RRULE"].to_ical().decode()) for part in zone.subcomponents] == [
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]  # fmt: skip
    for part, offset in zip(zone.subcomponents, (2, 1), strict=True):
        assert part.decoded("tzoffsetto") == timedelta(hours=offset)
    meeting.starts_at = datetime(2026, 10, 25, 0, 30, tzinfo=HERE)  # the night when the clock goes back
    event = event_of(download(meeting))
    assert event.decoded("dtend").astimezone(HERE) == datetime(2026, 10, 25, 3, 30, tzinfo=HERE)
    assert "DTEND;TZID=Europe/Copenhagen:20261025T033000" in download(meeting)


def test_a_cancellation_has_the_uid_of_the_invitation(meeting, holder):
    text = cancellation(meeting, guest(meeting, Role.CONSULTANT), holder)
    assert Calendar.from_ical(text)["METHOD"] == "CANCEL"
    assert event_of(text)["STATUS"] == "CANCELLED" and event_of(text)["UID"] == uid(meeting)


def test_the_uid_never_changes(meeting):
    before = uid(meeting)
    meeting.starts_at += timedelta(days=7)
    meeting.title, meeting.room = "Noget andet", "Et andet sted"
    meeting.save()
    assert uid(meeting) == before


def test_the_download_has_no_attendees(meeting):
    text = download(meeting)
    assert Calendar.from_ical(text)["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in text and "ORGANIZER" not in text


def test_a_name_cannot_inject_calendar_lines(meeting, holder):
    meeting.room = "Lokale 4\r\nATTENDEE:mailto:ond@example.dk"
    assert "\r\nATTENDEE:mailto:ond" not in download(meeting)
