"""The year of the head of area and the consultants: what stands in it, what clashes, and the times they block."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from foundation.audit import AuditEvent
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.clashes.block_time import block_time
from meetings.clashes.busy_times import busy_times
from meetings.clashes.models import BlockedTime
from meetings.clashes.unblock_time import forget_blocked_times, unblock_time
from meetings.data_plan.models import Delimitation
from meetings.meeting.enums import MeetingState, Reply
from meetings.schedule.reading import own_free_half_days, year_of
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 10, 1)
DAY = date(2026, 11, 5)
AGENDA = [factories.agenda_item("Mål", 240)]
WHOLE = {"first_day": DAY.isoformat(), "part": "whole", "note": "Tandlæge"}


@pytest.fixture
def meeting(school):
    """Convened for 5 November at 9 to 13, with everybody."""
    found = factories.meeting(unit=school.unit, state=MeetingState.INVITED, on=DAY, agenda=AGENDA, room="Aulaen")
    school.invited(found)
    return found


@pytest.fixture
def chef(school):
    return school[Role.HEAD_OF_AREA]


@pytest.fixture
def browser(client, chef):
    client.force_login(chef)
    return client


def rows(browser, **asked):
    answer = browser.get(reverse("year"), asked)
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser").select(".lr-entry")
    return [" ".join(one.get_text(" ").replace("\xa0", " ").split()) for one in found]


def block(user, **more):
    return block_time(by=user, today=TODAY, **{"first_day": DAY, **more})


class TestThePage:
    def test_has_what_happens_in_the_units_of_ones_areas_with_kind_time_and_place(self, browser, meeting, school):
        step = factories.preparation_step(meeting, planned_on=date(2026, 10, 8), begins_at=time(10), ends_at=time(11))
        step.people.add(school[Role.CONSULTANT])
        Delimitation.objects.create(meeting=meeting, due_on=date(2026, 10, 20))
        elsewhere = factories.make_unit("Solsikken", kind="daycare")
        factories.meeting(unit=elsewhere, state=MeetingState.INVITED, on=DAY)
        cancelled = factories.make_unit("Lukkeskolen")
        factories.meeting(unit=cancelled, state=MeetingState.CANCELLED, on=DAY)
        planned = factories.meeting(unit=factories.make_unit("Åskolen"), on=date(2026, 12, 1))
        FollowUpTalk.objects.create(meeting=planned, planned_on=date(2027, 3, 2))
        name = school.unit.title
        assert rows(browser) == [
            f"tor 8. {name} Indledende møde, kl. 10.00–11.00",
            f"tir 20. {name} Frist for data",
            f"tor 5. {name} {meeting.title}, kl. 9.00–13.00, Aulaen",
            f"tir 1. Åskolen {planned.title}, kl. 9.00–13.00 (ikke indkaldt)",
            "tir 2. Åskolen Opfølgning (uden klokkeslæt endnu)",
        ]

    def test_shows_one_kind_or_what_one_takes_part_in(self, browser, meeting):
        factories.preparation_step(meeting, planned_on=date(2026, 10, 8))
        assert len(rows(browser)) == 2
        assert len(rows(browser, slags="preparation")) == 1
        assert [row[:5] for row in rows(browser, slags="mine")] == ["tor 5"]
        assert len(rows(browser, slags="nonsense", skoleaar="²")) == 2
        assert rows(browser, skoleaar="2027") == []

    def test_is_for_those_who_follow_an_area(self, client, school, meeting):
        for role in Role:
            person = school.people.get(role) or factories.user(role=role, unit=school.unit)
            client.force_login(person)
            wanted = 200 if role in (Role.HEAD_OF_AREA, Role.CONSULTANT) else 404
            assert client.get(reverse("year")).status_code == wanted, role
            assert client.post(reverse("year"), WHOLE).status_code == (302 if wanted == 200 else 404), role

    def test_asks_as_much_for_thirty_meetings_as_for_one(self, browser, meeting, chef):
        def cost():
            browser.get(reverse("year"))
            with CaptureQueriesContext(connection) as asked:
                browser.get(reverse("year"))
            return len(asked)

        few = cost()
        for number in range(30):
            one = factories.meeting(unit=factories.make_unit(), state=MeetingState.INVITED, on=date(2026, 11, 6))
            factories.participant(one, Role.HEAD_OF_AREA, person=chef)
            factories.preparation_step(one, planned_on=date(2026, 10, 8 + number % 20))
        assert cost() == few <= 20


class TestClashes:
    def test_are_said_in_words_at_both(self, browser, meeting, chef):
        block(chef, begins_at=time(12), ends_at=time(14), note="Budget")
        at_meeting, blocked = rows(browser)
        assert "Samtidig med: Budget, kl. 12.00–14.00" in at_meeting
        assert f"Samtidig med: {meeting.title}, {meeting.unit.title}, kl. 9.00–13.00" in blocked

    @pytest.mark.parametrize("times", [{"begins_at": time(13), "ends_at": time(14)}, {"first_day": date(2026, 11, 6)}])
    def test_are_none_after_the_other_is_over(self, browser, meeting, chef, times):
        block(chef, **times)
        assert "Samtidig" not in " ".join(rows(browser))

    def test_are_none_with_what_one_cannot_come_to_and_with_deadlines(self, browser, meeting, chef):
        Delimitation.objects.create(meeting=meeting, due_on=DAY)
        meeting.participants.filter(user=chef).update(reply=Reply.NOT_COMING)
        block(chef, last_day=date(2026, 11, 9))
        assert "Samtidig" not in " ".join(rows(browser))


class TestBlocking:
    @pytest.mark.parametrize(
        ("more", "stored"),
        [
            ({}, (DAY, None, None)),
            ({"part": "morning"}, (DAY, time(8), time(12))),
            ({"part": "afternoon", "begins_at": "9.00"}, (DAY, time(12), time(16))),
            ({"part": "hours", "begins_at": "kl. 9.15", "ends_at": "10"}, (DAY, time(9, 15), time(10))),
            ({"last_day": "13-11-2026"}, (date(2026, 11, 13), None, None)),
        ],
    )
    def test_whole_days_halves_and_times(self, browser, more, stored):
        assert browser.post(reverse("year"), {**WHOLE, **more}).status_code == 302
        row = BlockedTime.objects.get()
        assert (row.last_day, row.begins_at, row.ends_at) == stored
        assert row.note == "Tandlæge" and "Tandlæge" not in str(AuditEvent.objects.last().data)

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            ({"part": "hours", "begins_at": "9.00"}, "Skriv klokkeslættet"),
            ({"part": "hours", "begins_at": "9.00", "ends_at": "9.00"}, "Vælg et senere"),
            ({"last_day": "2026-11-04"}, "Vælg en senere dag"),
            ({"last_day": "2027-11-04"}, "Er årstallet rigtigt?"),
            ({"part": "morning", "last_day": "2026-11-06"}, "gælder én dag"),
            ({"first_day": "2026-09-30"}, "Den dag er forbi"),
            ({"first_day": "i morgen"}, "Skriv datoen som"),
            ({"note": "120315-1234"}, "CPR-nummer"),
        ],
    )
    def test_says_what_to_do_and_keeps_what_was_written(self, browser, more, says):
        answer = browser.post(reverse("year"), {**WHOLE, **more})
        assert answer.status_code == 422 and not BlockedTime.objects.exists()
        shown = answer.content.decode()
        assert says in shown and ("first_day" in more or 'value="2026-11-05"' in shown)

    def test_whoever_convenes_is_told_busy_and_not_why_and_offered_other_half_days(self, client, holder, school, chef):
        block(chef, note="Kræftbehandling")
        meeting = factories.meeting(unit=school.unit, agenda=AGENDA)
        client.force_login(holder)
        sent = {"day": DAY.isoformat(), "clock": "9.00", "people": school.ids(), "seen": meeting.version, "ask": "1"}
        shown = client.post(reverse("convene", kwargs=meeting_url_kwargs(meeting)), sent).content.decode()
        shown = shown.replace("\xa0", " ")
        assert f"{chef.name} (skole- og dagtilbudschef) er optaget hele torsdag 5. november." in shown
        assert "Kræftbehandling" not in shown
        assert "fredag 6. november kl. 9.00–13.00" in shown and "torsdag 5. november kl." not in shown

    def test_a_holiday_takes_each_of_its_days_that_is_asked_about(self, chef):
        block(chef, first_day=date(2026, 12, 21), last_day=date(2027, 1, 8))
        found = busy_times([chef.pk], date(2027, 1, 7), date(2027, 1, 20))
        assert [one.begins.astimezone(HERE).date().day for one in found] == [7, 8]
        assert found[0].ends == datetime(2027, 1, 8, tzinfo=HERE)

    def test_is_seen_and_taken_away_by_nobody_else(self, client, browser, school, chef):
        row = block(chef, note="Tandlæge")
        address = reverse("unblock_time", args=[row.pk])
        consultant = school[Role.CONSULTANT]
        client.force_login(consultant)
        assert "Tandlæge" not in client.get(reverse("year")).content.decode()
        assert client.post(address).status_code == 404
        with pytest.raises(Exception, match="egne tider"):
            unblock_time(blocked=row, by=consultant)
        client.force_login(chef)
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == 302 and not BlockedTime.objects.exists()
        assert client.post(address).status_code == 404

    def test_is_forgotten_after_a_year(self, chef):
        block(chef)
        block(chef, first_day=date(2026, 12, 5))
        forget_blocked_times.func("2027-11-06")
        assert BlockedTime.objects.get().first_day == date(2026, 12, 5)


def test_the_chef_finds_a_free_half_day(meeting, chef):
    block(chef, first_day=date(2026, 10, 2), last_day=date(2026, 11, 4))
    block(chef, first_day=date(2026, 11, 6), begins_at=time(9), ends_at=time(10))
    block(chef, first_day=date(2026, 11, 9))
    assert own_free_half_days(chef, TODAY)[:3] == [
        "fredag 6. november: eftermiddag",
        "tirsdag 10. november: formiddag og eftermiddag",
        "onsdag 11. november: formiddag og eftermiddag",
    ]


def test_what_lasts_into_the_year_stands_in_its_first_month(chef):
    block_time(by=chef, today=date(2026, 7, 1), first_day=date(2026, 7, 20), last_day=date(2026, 8, 7))
    august = year_of(chef, first_year=2026, today=TODAY).months[0]
    assert [row.day for row in august.rows] == ["20.–7. august"]
