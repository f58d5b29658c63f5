"""The private calendar feed: who is answered, with what, and how long."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.forms.one_time_key import KEY_FIELD
from meetings.data_plan.models import Delimitation
from meetings.meeting.calendar_objects import calendar_of
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.pages import MeetingPage
from meetings.schedule.entry import ScheduleEntry
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


#: Whatever a person can get into a title or a room: lines, signs of the format, emoji, control characters.
WRITTEN = st.text(
    st.one_of(st.sampled_from('\n\r,;:\\"\t\x0b\x0c\x1c\x85\u2028\u202e🎒æ'), st.characters(codec="utf-8")), max_size=90
)
#: From after the hour that comes twice until next summer.
MOMENTS = st.integers(0, 400_000).map(
    lambda minutes: datetime(2026, 10, 25, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)
ENTRIES = st.builds(
    ScheduleEntry, st.just(EntryKind.MEETING), st.uuids().map(str), st.just(DAY), WRITTEN, st.just("Skovskolen"),
    WRITTEN, st.just("/hemmeligt/"), st.one_of(st.none(), MOMENTS),
    note=st.just("hemmeligt"), blocked=st.just(7),
)  # fmt: skip
#: What a reader may find in an event.
FIELDS = {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "LOCATION", "TRANSP"}


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

    @given(st.lists(ENTRIES, max_size=3, unique_by=lambda one: one.key))
    def test_two_readers_find_the_same_title_time_and_place_and_nothing_else(self, given_entries):
        text = calendar_of("PUBLISH", *map(event_of, given_entries))
        by_hand, first = read_by_hand(text), Calendar.from_ical(text).walk("VEVENT")
        second = getattr(vobject.readOne(text), "vevent_list", [])
        assert len(by_hand) == len(first) == len(second) == len(given_entries)
        for entry, names, one, other in zip(given_entries, by_hand, first, second, strict=True):
            assert set(names) == set(one) == {name.upper() for name in other.contents} <= FIELDS
            assert str(one["summary"]) == other.summary.value
            assert one.decoded("dtstart") == other.dtstart.value == (entry.begins or entry.day)
            assert one.decoded("dtend") == other.dtend.value
            assert entry.begins is None or str(one["location"]) == other.location.value
            assert one["uid"] == other.uid.value and entry.key in other.uid.value
            written = (entry.title, *([entry.place] if entry.begins else []))
            read = (other.summary.value, *([other.location.value] if entry.begins else []))
            assert all(_letters(part) in _letters(found) for part, found in zip(written, read, strict=True))
            assert "hemmeligt" not in "".join(
                found.replace(part, "") for part, found in zip(written, read, strict=True)
            )


def _letters(text):
    """Without what a line of a calendar cannot hold: control characters and the kinds of line breaks."""
    return "".join(sign for sign in text if sign.isalnum())


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

    def test_each_person_gets_their_own_and_no_other_person_s(self, client, school, meeting):
        """Also when it is read in the session of another."""
        consultant = school[Role.CONSULTANT]
        elsewhere = factories.make_unit("Andetsteds")
        other = factories.meeting(unit=elsewhere, state=MeetingState.INVITED, on=DAY)
        other_leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=elsewhere)
        factories.participant(other, Role.AGREEMENT_HOLDER, person=other_leader)
        everybody = [*school.people.values(), other_leader]
        secrets = {person: make_feed(by=person) for person in everybody}
        for reader in (consultant, other_leader):
            client.force_login(reader)
            texts = {person: client.get(address(secret)).content.decode() for person, secret in secrets.items()}
            assert "Indledende" in texts.pop(consultant)
            assert "Andetsteds" in texts.pop(other_leader) and school.unit.title not in feed_of(
                secrets[other_leader], TODAY
            )
            assert not any("Indledende" in text or "Andetsteds" in text for text in texts.values())

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
        key = re.search(rf'name="{KEY_FIELD}" value="([^"]+)"', browser.get(page).content.decode())
        sent = {"act": "make", KEY_FIELD: key[1]}
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
