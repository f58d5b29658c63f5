"""Who is busy when a meeting is convened or moved, or its preparation is planned, and who may be told what."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from meetings.clashes.busy_times import busy_times
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Copenhagen")
DAY = date(2026, 11, 5)
AGENDA = [factories.agenda_item("Mål", 240)]


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, agenda=AGENDA)


@pytest.fixture
def other(meeting):
    """A meeting of another school in the same area, on DAY at 9 to 13."""
    return factories.meeting(
        unit=factories.make_unit("Åskolen"), state=MeetingState.INVITED, on=DAY, agenda=AGENDA, room="Aulaen"
    )


@pytest.fixture
def chef(school, other):
    """The chef, who takes part in the other meeting."""
    factories.participant(other, Role.HEAD_OF_AREA, person=school[Role.HEAD_OF_AREA])
    return school[Role.HEAD_OF_AREA]


@pytest.fixture
def browser(client, holder):
    client.force_login(holder)
    return client


def address(meeting, name="convene"):
    return reverse(name, kwargs=meeting_url_kwargs(meeting))


def body(meeting, school, **more):
    return {
        "day": DAY.isoformat(), "clock": "9.00", "room": "Biblioteket", "people": school.ids(), "act": "convene",
        "seen": meeting.version, **more,
    }  # fmt: skip


def words(answer):
    return answer.content.decode().replace("\xa0", " ")


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


class TestConvening:
    def test_asks_before_anything_is_sent_and_keeps_what_was_written(self, browser, meeting, school, chef):
        answer = browser.post(address(meeting), body(meeting, school, guest_name="Mor", guest_email="mor@example.dk"))
        assert answer.status_code == 422
        assert f"{chef.name} (skole- og dagtilbudschef) er optaget kl. 9.00–13.00." in words(answer)
        assert "Biblioteket" in words(answer) and "mor@example.dk" in words(answer)
        assert not queued_mails() and MeetingPage.objects.get(pk=meeting.pk).state == MeetingState.PLANNED
        assert "Åskolen" not in words(answer) and "Aulaen" not in words(answer), "the holder may not see that meeting"

    def test_convenes_all_the_same(self, browser, meeting, school, chef):
        asked = soup(browser.post(address(meeting), body(meeting, school)))
        (button,) = asked.select("button[name=anyway]")
        assert button.get_text(strip=True) == "Indkald alligevel"
        sent = body(meeting, school, anyway=button["value"])
        del sent["act"]  # a browser sends the pressed button only
        assert browser.post(address(meeting), sent).status_code == 302
        assert MeetingPage.objects.get(pk=meeting.pk).state == MeetingState.INVITED

    def test_what_was_meant_for_another_clash_is_asked_anew(self, browser, meeting, school, chef, other):
        (button,) = soup(browser.post(address(meeting), body(meeting, school))).select("button[name=anyway]")
        factories.participant(other, Role.CONSULTANT, person=school[Role.CONSULTANT])
        for more in ({}, {"clock": "10.00"}):
            sent = body(meeting, school, anyway=button["value"], **more)
            assert browser.post(address(meeting), sent).status_code == 422
        assert not queued_mails()

    def test_a_pressed_half_day_is_put_into_the_form_and_nothing_is_sent(self, browser, meeting, school, chef):
        asked = soup(browser.post(address(meeting), body(meeting, school)))
        first = asked.select("button[name=take]")[0]
        assert first.get_text(strip=True).replace("\xa0", " ") == "tirsdag 3. november kl. 12.00–16.00"
        sent = body(meeting, school, take=first["value"], room="Hallen")
        del sent["act"]
        answer = browser.post(address(meeting), sent)
        page = soup(answer)
        assert answer.status_code == 200 and page.select_one("[name=room]")["value"] == "Hallen"
        assert page.select_one("[name=day]")["value"] == "2026-11-03"
        assert page.select_one("[name=clock]")["value"] in ("12:00", "12:00:00")
        assert not page.select("button[name=take]") and not queued_mails()

    def test_enter_presses_no_proposal(self, browser, meeting, school, chef):
        page = soup(browser.post(address(meeting), body(meeting, school)))
        first = page.select("form.lr-form button[type=submit]")[0]
        assert (first["name"], first["value"]) == ("act", "convene")

    def test_saving_without_convening_is_not_asked_and_the_page_tells(self, browser, meeting, school, chef):
        answer = browser.post(address(meeting), body(meeting, school, act="save"), follow=True)
        assert answer.status_code == 200 and "er optaget kl. 9.00–13.00" in words(answer)
        assert soup(answer).select("button[name=take]") and not soup(answer).select("button[name=anyway]")

    def test_only_those_who_are_invited_are_asked_about(self, browser, meeting, school, chef):
        answer = browser.post(address(meeting), body(meeting, school, act="save", people=school.ids(Role.HEAD_OF_AREA)))
        assert answer.status_code == 302
        assert "er optaget" not in words(browser.get(address(meeting)))

    def test_moving_asks_and_a_change_of_room_does_not(self, browser, meeting, school, holder, chef):
        MeetingPage.objects.filter(pk=meeting.pk).update(
            state=MeetingState.INVITED, invited_by=holder, room="A", starts_at=datetime(2026, 11, 4, 9, tzinfo=HERE)
        )
        school.invited(meeting)
        moved = browser.post(address(meeting), body(meeting, school, act="save"))
        assert moved.status_code == 422 and "Gem alligevel" in words(moved)
        MeetingPage.objects.filter(pk=meeting.pk).update(starts_at=datetime(2026, 11, 5, 9, tzinfo=HERE))
        assert browser.post(address(meeting), body(meeting, school, act="save")).status_code == 302

    def test_who_prepares_is_asked_about_what_moves_along(self, browser, meeting, school, other):
        """The consultant is busy when the initial meeting would be, four weeks before the new day."""
        consultant = school[Role.CONSULTANT]
        MeetingPage.objects.filter(pk=meeting.pk).update(starts_at=datetime(2026, 11, 12, 9, tzinfo=HERE))
        times = {"planned_on": date(2026, 10, 15), "begins_at": time(9), "ends_at": time(10), "weeks_before": 4}
        step = factories.preparation_step(meeting, **times)
        step.people.add(consultant)
        busy = factories.preparation_step(other, "Heldagsmøde", **{**times, "planned_on": date(2026, 10, 8)})
        busy.people.add(consultant)
        answer = browser.post(address(meeting), body(meeting, school, ask="1", steps=f"{step.pk}-{step.version}"))
        assert "Indledende møde, torsdag den 8. oktober 2026" in words(answer)
        assert f"{consultant.name} (konsulent) er optaget kl. 9.00–10.00." in words(answer)


class TestAsking:
    """What the script asks, without anything being saved."""

    def test_the_answer_is_only_who_is_busy(self, browser, meeting, school, chef):
        answer = browser.post(address(meeting), body(meeting, school, ask="1"))
        assert answer.status_code == 200 and "<html" not in words(answer)
        assert f"{chef.name} (skole- og dagtilbudschef) er optaget kl. 9.00–13.00." in words(answer)
        assert MeetingPage.objects.get(pk=meeting.pk).starts_at is None and not queued_mails()

    @pytest.mark.parametrize("day", ["", "i morgen", "2026-13-45", "2020-01-06", "9999-12-31"])
    def test_a_half_written_form_has_no_clash(self, browser, meeting, school, chef, day):
        answer = browser.post(address(meeting), body(meeting, school, ask="1", day=day))
        assert answer.status_code == 200 and "optaget" not in words(answer)

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGREEMENT_HOLDER])
    def test_others_may_not_ask(self, client, meeting, school, chef, role):
        client.force_login(factories.user(role=role, unit=school.unit))
        assert client.post(address(meeting), body(meeting, school, ask="1")).status_code == 404

    def test_nobody_is_asked_about_whom_the_meeting_does_not_concern(self, browser, meeting, school, other):
        stranger = factories.user(role=Role.CONSULTANT, unit=factories.make_unit(kind="daycare"))
        factories.participant(other, Role.CONSULTANT, person=stranger)
        leader = school[Role.LEADERSHIP_TEAM]
        factories.participant(other, Role.LEADERSHIP_TEAM, person=leader)
        answer = browser.post(address(meeting), body(meeting, school, ask="1", people=[stranger.pk, leader.pk]))
        assert "optaget" not in words(answer)

    def test_a_pressed_value_sets_no_other_field(self, browser, meeting, school):
        answer = browser.post(address(meeting), body(meeting, school, take="state=held&nowhere=1&day=2026-11-06"))
        assert answer.status_code == 200 and soup(answer).select_one("[name=day]")["value"] == "2026-11-06"


class TestWhatTakesAPerson:
    def busy(self, meeting, chef):
        return [
            (f"{one.begins.astimezone(HERE):%H.%M}", f"{one.ends.astimezone(HERE):%H.%M}")
            for one in busy_times([chef.pk], DAY, DAY, besides=meeting)
        ]

    def test_a_convened_meeting_until_its_agenda_ends(self, meeting, chef, other):
        assert self.busy(meeting, chef) == [("09.00", "13.00")]
        other.items.update(planned_minutes=90)
        assert self.busy(meeting, chef) == [("09.00", "10.30")]

    @pytest.mark.parametrize("fields", [{"state": "planned"}, {"state": "cancelled"}])
    def test_no_meeting_that_is_planned_or_cancelled(self, meeting, chef, other, fields):
        MeetingPage.objects.filter(pk=other.pk).update(**fields)
        assert self.busy(meeting, chef) == []

    def test_no_meeting_that_they_cannot_come_to_and_not_the_meeting_itself(self, meeting, chef, other):
        assert self.busy(other, chef) == []
        other.participants.update(reply=Reply.NOT_COMING)
        assert self.busy(meeting, chef) == []

    def test_an_appointment_for_preparation_of_theirs(self, meeting, chef, other, school):
        step = factories.preparation_step(other, planned_on=DAY, begins_at=time(14), ends_at=time(15))
        step.people.add(school[Role.CONSULTANT])
        assert self.busy(meeting, chef) == [("09.00", "13.00")]
        step.people.add(chef)
        assert self.busy(meeting, chef) == [("09.00", "13.00"), ("14.00", "15.00")]
        PreparationStep.objects.update(begins_at=None, ends_at=None)
        assert self.busy(meeting, chef) == [("09.00", "13.00")], "a day alone takes nobody"

    @pytest.mark.parametrize(("clock", "is_busy"), [("13.00", False), ("12.59", True), ("5.00", False), ("5.01", True)])
    def test_a_moment_in_common_is_no_clash(self, browser, meeting, school, chef, clock, is_busy):
        answer = browser.post(address(meeting), body(meeting, school, ask="1", clock=clock))
        assert ("er optaget" in words(answer)) is is_busy

    @pytest.mark.parametrize("changed", ["cancelled", "held already"])
    def test_no_appointment_that_is_over_or_of_a_cancelled_meeting(self, meeting, chef, other, changed):
        step = factories.preparation_step(other, planned_on=DAY, begins_at=time(14), ends_at=time(15))
        step.people.add(chef)
        if changed == "cancelled":
            MeetingPage.objects.filter(pk=other.pk).update(state=MeetingState.CANCELLED)
        else:
            PreparationStep.objects.update(done_at=datetime(2026, 10, 1, 9, tzinfo=HERE))
        assert ("14.00", "15.00") not in self.busy(meeting, chef)


class TestPreparation:
    @pytest.fixture
    def meeting(self, school):
        return factories.meeting(unit=school.unit, agenda=AGENDA, state=MeetingState.PREPARING, on=date(2026, 11, 26))

    @pytest.fixture
    def step(self, meeting, school, other):
        factories.participant(other, Role.CONSULTANT, person=school[Role.CONSULTANT])
        return factories.preparation_step(meeting)

    def sent(self, step, school, begins="10.00", ends="11.00", **more):
        names = {"day": DAY.isoformat(), "begins_at": begins, "ends_at": ends, "seen": step.version}
        people = [school[Role.CONSULTANT].pk, school[Role.AGREEMENT_HOLDER].pk]
        fields = {f"{name}-{step.pk}": value for name, value in names.items()}
        return {**fields, "chooses_people": "True", f"people-{step.pk}": people, **more}

    @pytest.mark.parametrize(
        ("role", "is_told_where"),
        [(Role.AGREEMENT_HOLDER, False), (Role.LEADERSHIP_TEAM, False), (Role.CONSULTANT, True)],
    )
    def test_asks_and_tells_where_to_those_who_may_see_the_other(
        self, client, meeting, step, school, role, is_told_where
    ):
        client.force_login(school[role])
        answer = client.post(address(meeting, "preparation_times"), self.sent(step, school))
        assert answer.status_code == 422 and not queued_mails()
        assert f"{school[Role.CONSULTANT].name} (konsulent) er optaget kl. 9.00–13.00." in words(answer)
        assert ("Åskolen, Aulaen" in words(answer)) is is_told_where
        (button,) = soup(answer).select("button[name=anyway]")
        sent = self.sent(step, school, anyway=button["value"])
        assert client.post(address(meeting, "preparation_times"), sent).status_code == 302
        step.refresh_from_db()
        assert step.is_appointment and queued_mails()

    def test_a_pressed_half_day_sets_day_beginning_and_end(self, browser, meeting, step, school):
        page = soup(browser.post(address(meeting, "preparation_times"), self.sent(step, school)))
        free = page.select("button[name=take]")
        assert len(free) == 6
        sent = self.sent(step, school, take=free[3]["value"])
        page = soup(browser.post(address(meeting, "preparation_times"), sent))
        shown = [page.select_one(f"[name={name}-{step.pk}]")["value"][:10] for name in ("day", "begins_at", "ends_at")]
        assert shown == ["2026-11-05", "13:00", "14:00"]
        assert not queued_mails()

    def test_from_the_row_of_all_units_it_asks_about_those_who_usually_come(self, client, meeting, step, school):
        client.force_login(school[Role.CONSULTANT])
        sent = self.sent(step, school, in_row="1", ask="1")
        del sent["chooses_people"], sent[f"people-{step.pk}"]
        answer = client.post(address(meeting, "preparation_times"), sent)
        assert answer.status_code == 200 and "er optaget kl. 9.00–13.00" in words(answer)

    def test_what_is_saved_already_is_not_asked_about_again(self, client, meeting, step, school):
        PreparationStep.objects.filter(pk=step.pk).update(planned_on=DAY, begins_at=time(10), ends_at=time(11))
        step.people.set([school[Role.CONSULTANT], school[Role.AGREEMENT_HOLDER]])
        client.force_login(school[Role.CONSULTANT])
        sent = self.sent(step, school, **{f"place-{step.pk}": "Kontoret"})
        assert client.post(address(meeting, "preparation_times"), sent).status_code == 302

    @pytest.mark.parametrize("role", [Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA])
    def test_others_may_not_ask(self, client, meeting, step, school, role):
        client.force_login(school[role])
        sent = self.sent(step, school, ask="1")
        assert client.post(address(meeting, "preparation_times"), sent).status_code == 404


def test_clashes_take_as_many_queries_with_thirty_meetings_as_with_one(browser, meeting, school, chef, other):
    def cost():
        url, sent = address(meeting), body(meeting, school, ask="1")
        browser.post(url, sent)  # what is remembered between requests
        with CaptureQueriesContext(connection) as queries:
            assert "er optaget" in words(browser.post(url, sent))
        return len(queries)

    few = cost()
    assert few <= 19
    for number in range(30):
        begins = datetime(2026, 11, 2, 9, tzinfo=HERE) + timedelta(days=number % 20)
        unit = factories.make_unit()
        one = factories.meeting(unit=unit, state=MeetingState.INVITED, starts_at=begins, agenda=AGENDA)
        factories.participant(one, Role.HEAD_OF_AREA, person=chef)
        step = factories.preparation_step(one, planned_on=begins.date(), begins_at=time(14), ends_at=time(15))
        step.people.add(chef)
    assert cost() == few
    with CaptureQueriesContext(connection) as asked:
        browser.get(address(meeting))
    assert few - len(asked) <= 8, (
        "people of the area, participants, meetings, items, steps, talks, blocked times, which may be seen"
    )
