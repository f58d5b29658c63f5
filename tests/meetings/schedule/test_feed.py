"""The private calendar feed: who is answered, with what, and how long."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.forms.one_time_key import FIELD
from meetings.data_plan.models import Delimitation
from meetings.meeting.calendar_objects import calendar_of
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.pages import MeetingPage
from meetings.schedule.entry import Entry
from meetings.schedule.enums import EntryKind
from meetings.schedule.feed import event_of, feed_of
from meetings.schedule.make_feed import make_feed, stop_feed
from meetings.schedule.models import CalendarFeed
from meetings.units.membership import Membership
from meetings.units.people.close_account import set_sign_in
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)
DAY = date(2026, 11, 5)


@pytest.fixture
def meeting(school):
    found = factories.meeting(
        unit=school.unit, state=MeetingState.PREPARING, on=DAY, room="Aulaen; 1. sal, mod gården",
        agenda=[factories.agenda_item("Hemmeligt punkt", 240)],
    )  # fmt: skip
    school.invited(found)
    step = factories.preparation_step(
        found, planned_on=date(2026, 10, 8), begins_at=time(10), ends_at=time(11), text="Hemmelig tekst"
    )
    step.people.add(school[Role.CONSULTANT])
    Delimitation.objects.create(meeting=found, due_on=date(2026, 10, 20), questions="Hemmeligt spørgsmål")
    factories.plan_line(found, "Hemmelige data", gatherer=school[Role.STAFF_REPRESENTATIVE], due_on=date(2026, 10, 21))
    return found


def address(secret):
    return reverse("calendar_feed_file", args=[secret])


def summaries(user):
    calendar = Calendar.from_ical(feed_of(make_feed(by=user), TODAY))
    return [str(event["summary"]) for event in calendar.walk("VEVENT")]


def read_by_hand(text):
    """The events as dicts of name -> value, read as RFC 5545 says: CRLF, folded at 75 octets, nested BEGIN and END."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events, open_parts = [], []
    for line in re.sub("\r\n[ \t]", "", text).split("\r\n")[:-1]:
        head, value = line.split(":", 1)
        name = head.split(";")[0]
        if name == "BEGIN":
            open_parts.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts == ["VCALENDAR", "VEVENT"]:
            assert name not in events[-1]
            events[-1][name] = value
    assert not open_parts
    return events


class TestWhatStandsInIt:
    def test_what_the_person_takes_part_in_or_owes(self, school, meeting):
        name = school.unit.title
        invited = f"{meeting.title} · {name}"
        assert summaries(school[Role.CONSULTANT]) == [f"Indledende møde · {name}", invited]
        assert summaries(school[Role.AGREEMENT_HOLDER]) == [f"Frist for data · {name}", invited]
        assert summaries(school[Role.STAFF_REPRESENTATIVE]) == [f"Frist for det, du samler ind · {name}", invited]
        assert summaries(school[Role.HEAD_OF_AREA]) == [invited]
        assert summaries(school[Role.BOARD_REPRESENTATIVE]) == [invited]
        assert summaries(factories.user(role=Role.FORUM_MEMBER)) == []
        assert summaries(factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit())) == []

    def test_is_title_time_and_place_and_nothing_else(self, school, meeting):
        text = feed_of(make_feed(by=school[Role.CONSULTANT]), TODAY)
        assert "hemmelig" not in text.lower() and "@example" not in text and "http" not in text
        first, second = read_by_hand(text)
        assert set(first) | set(second) == {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "LOCATION"}
        assert second["LOCATION"] == rf"Aulaen\; 1. sal\, mod gården\, {school.unit.title}"
        assert (second["DTSTART"], second["DTEND"]) == ("20261105T090000", "20261105T130000")
        event = Calendar.from_ical(text).walk("VEVENT")[1]
        assert event.decoded("dtstart").isoformat() == "2026-11-05T09:00:00+01:00"

    def test_a_deadline_is_a_day_that_leaves_the_person_free(self, school, meeting):
        (deadline, _meeting) = read_by_hand(feed_of(make_feed(by=school[Role.AGREEMENT_HOLDER]), TODAY))
        assert (deadline["DTSTART"], deadline["DTEND"], deadline["TRANSP"]) == ("20261020", "20261021", "TRANSPARENT")

    def test_follows_what_happens(self, school, meeting):
        chef = school[Role.HEAD_OF_AREA]
        secret = make_feed(by=chef)
        assert feed_of(secret, TODAY) == feed_of(secret, TODAY) and "BEGIN:VEVENT" in feed_of(secret, TODAY)
        meeting.participants.filter(user=chef).update(reply=Reply.NOT_COMING)
        assert "BEGIN:VEVENT" not in feed_of(secret, TODAY)
        meeting.participants.filter(user=chef).update(reply="")
        MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
        assert "BEGIN:VEVENT" not in feed_of(secret, TODAY)

    @given(st.text(max_size=120), st.text(max_size=120), st.integers(0, 600))
    def test_no_title_or_place_adds_a_line_of_its_own(self, title, place, minutes):
        begins = datetime(2026, 10, 25, 2, tzinfo=UTC) + timedelta(minutes=minutes)  # after the hour that comes twice
        entry = Entry(
            EntryKind.MEETING, "moede-1", begins.date(), title, "Skovskolen", place, "/hemmeligt/", begins,
            note="hemmeligt", blocked=7, until=lambda: None,
        )  # fmt: skip
        text = calendar_of("PUBLISH", event_of(entry))
        (event,) = read_by_hand(text)
        assert set(event) == {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "LOCATION"}
        if "hemmeligt" not in title + place:
            assert "hemmeligt" not in text
        (read,) = Calendar.from_ical(text).walk("VEVENT")
        assert read.decoded("dtstart") == begins


class TestWhoIsAnswered:
    def test_whoever_has_the_address_without_a_session(self, client, school, meeting):
        secret = make_feed(by=school[Role.HEAD_OF_AREA])
        answer = client.get(address(secret))
        assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-store" and answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies and meeting.title in answer.content.decode()
        assert client.head(address(secret)).status_code == 200
        assert client.post(address(secret)).status_code == 405

    @pytest.mark.parametrize("secret", ["findes-ikke", "", "a" * 5000, "æøå", "%00", "../../x"])
    def test_nobody_with_another(self, client, school, meeting, secret):
        make_feed(by=school[Role.HEAD_OF_AREA])
        answer = client.get(f"/kalender/{secret}.ics")
        assert answer.status_code == 404 and b"VEVENT" not in answer.content

    def test_nobody_whose_account_is_closed_or_role_is_over(self, client, school, meeting):
        chef = school[Role.HEAD_OF_AREA]
        secret = make_feed(by=chef)
        administrator = factories.user(role=Role.ADMINISTRATOR)
        set_sign_in(user=chef, allowed=False, by=administrator)
        assert client.get(address(secret)).status_code == 404
        set_sign_in(user=chef, allowed=True, by=administrator)
        assert client.get(address(secret)).status_code == 200
        Membership.objects.filter(user=chef).update(ends_on=timezone.localdate())
        assert client.get(address(secret)).status_code == 404

    def test_shows_nothing_of_a_unit_that_the_person_has_left(self, school, meeting):
        leader = school[Role.AGREEMENT_HOLDER]
        secret = make_feed(by=leader)
        assert "BEGIN:VEVENT" in feed_of(secret, TODAY)
        Membership.objects.filter(user=leader).update(ends_on=TODAY)
        factories.membership(leader, Role.LEADERSHIP_TEAM, unit=factories.make_unit())
        assert "BEGIN:VEVENT" not in feed_of(secret, TODAY)

    def test_a_new_address_makes_the_old_one_dead_and_so_does_stopping(self, client, school):
        chef = school[Role.HEAD_OF_AREA]
        old = make_feed(by=chef)
        new = make_feed(by=chef)
        assert [client.get(address(one)).status_code for one in (old, new)] == [404, 200]
        stop_feed(by=chef)
        stop_feed(by=chef)
        assert client.get(address(new)).status_code == 404
        assert list(AuditEvent.objects.values_list("action", flat=True)).count("feed.stopped") == 1


class TestThePage:
    @pytest.fixture
    def browser(self, client, school):
        client.force_login(school[Role.STAFF_REPRESENTATIVE])
        return client

    def test_shows_the_address_once_and_keeps_its_hash(self, browser):
        page = reverse("calendar_feed")
        shown = browser.post(page, {"act": "make"}).content.decode()
        (secret,) = re.findall(r"/kalender/([\w-]{32})\.ics", shown)
        assert browser.get(address(secret)).status_code == 200
        assert secret not in browser.get(page).content.decode()
        row = CalendarFeed.objects.get()
        assert secret not in (row.token_hash, str(AuditEvent.objects.last().data))

    def test_a_form_sent_again_makes_no_second_address(self, browser):
        page = reverse("calendar_feed")
        key = re.search(rf'name="{FIELD}" value="([^"]+)"', browser.get(page).content.decode())
        sent = {"act": "make", FIELD: key[1]}
        assert browser.post(page, sent).status_code == 200
        first = CalendarFeed.objects.get().pk
        assert browser.post(page, sent).status_code == 302
        assert CalendarFeed.objects.get().pk == first

    def test_stops_it_in_one_press(self, browser):
        browser.post(reverse("calendar_feed"), {"act": "make"})
        assert browser.post(reverse("calendar_feed"), {"act": "stop"}).status_code == 302
        assert not CalendarFeed.objects.exists()

    def test_is_not_there_for_a_person_without_a_role(self, client):
        client.force_login(factories.user())
        assert client.get(reverse("calendar_feed")).status_code == 404
        assert client.post(reverse("calendar_feed"), {"act": "make"}).status_code == 404
