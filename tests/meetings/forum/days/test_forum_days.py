"""A forum day from its plan to what is noted on its examples."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from time_machine import travel

from accounts.roles import Right, Role, roles_with
from foundation.errors import NotAllowed, Refusal
from meetings.forum.days.day_data import DayData
from meetings.forum.days.hold_forum_day import DayNotBegun, hold_forum_day
from meetings.forum.days.inviting.invite_to_forum_day import ForumDayNotReady, invite_to_forum_day
from meetings.forum.days.inviting.remind_invitees import remind_forum_days
from meetings.forum.days.inviting.set_invitees import BadInvitee, NamedInvitee, set_invitees
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.plan_forum_day import plan_forum_day
from meetings.forum.days.set_programme import BadPoint, PointData, set_programme
from meetings.forum.enums import ExampleState
from meetings.meeting.enums import Reply
from meetings.schedule.sources import ScheduleQuery, forum_days
from meetings.units import access
from tests import factories
from tests.meetings.forum.days.made import forum_day
from tests.queued_mails import queued_mail, queued_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_queue")]


@pytest.fixture
def planner():
    return factories.user(role=Role.CONSULTANT)


def example(**fields):
    return factories.example(state=ExampleState.CLEARED, **fields)


def slide_texts(client, day):
    return client.get(reverse("forum_day_show", args=[day.slug])).content.decode()


def test_a_consultant_plans_invites_shows_and_notes_what_was_shown(client: Client, planner) -> None:
    shown, left_out = example(title="Makkerlæsning"), example(title="Udeskole")
    leader = factories.user(role=Role.AGREEMENT_HOLDER, name="Lene Leder", email="lene@egenby.dk")
    client.force_login(planner)
    answer = client.post(
        reverse("forum_day_new"),
        {"title": "PLF om data", "day": "2026-11-12", "clock": "9.00", "place": "Rådhuset", "about": "Data i praksis"},
    )
    day = ForumDayPage.objects.get()
    programme = reverse("forum_day_programme", args=[day.slug])
    assert answer.url == programme

    add = {"rows": 0, "seen": 1, "act": "add", "minutes": 20}
    client.post(programme, {**add, "title": "Velkommen"})
    point = day.points.get()
    row = {"pk-0": point.pk, "title-0": "Velkommen", "minutes-0": 15, "presenter-0": "Chefen"}
    client.post(programme, {**add, **row, "rows": 1, "seen": 2, "what": f"example-{shown.pk}"})
    client.post(
        programme, {**add, **row, "rows": 1, "seen": 2, "what": f"example-{left_out.pk}"}
    )  # an older version: refused
    assert [str(point.example_id or point.title) for point in day.points.all()] == ["Velkommen", str(shown.pk)]
    set_programme(
        day=day, by=planner, expected_version=3,
        points=[*(PointData(point.pk, point.example_id, title=point.title) for point in day.points.all()),
                PointData(example_id=left_out.pk)],
    )  # fmt: skip

    page = {
        "groups": f"leaders-{leader.memberships.get().unit.area_id}",
        "people": "Ane Afdeling, ane@egenby.dk",
        "seen": 4,
    }
    client.post(reverse("forum_day_invitees", args=[day.slug]), page)
    assert {one.email for one in day.invitees.all()} == {"lene@egenby.dk", "ane@egenby.dk"}
    assert queued_mails() == []
    client.post(reverse("forum_day_invite", args=[day.slug]), {"seen": 5})
    mail = queued_mail("ane@egenby.dk")
    assert "Du er inviteret til »PLF om data«" in mail.secret
    event = Calendar.from_ical(mail.calendar).walk("VEVENT")[0]
    assert str(event["location"]) == "Rådhuset" and "Makkerlæsning" not in mail.calendar + mail.secret

    link = next(word for word in mail.secret.split() if "/svar/forumdag/" in word)
    visitor = Client()
    path = link[link.index("/svar/") :]
    form = visitor.get(path).content.decode()
    assert "Velkommen" in form and "Makkerlæsning" not in form
    visitor.post(path, {"reply": "coming", "note": "Glæder mig"})
    assert day.invitees.get(email="ane@egenby.dk").reply == Reply.COMING

    with travel("2026-11-12 10:30"):
        client.force_login(planner)
        assert "Makkerlæsning" in slide_texts(client, day)
        held = reverse("forum_day_held", args=[day.slug])
        (point,) = day.points.filter(example=shown)
        client.post(held, {"seen": 6, "shown": [point.pk]})
        assert "Vist:" in client.get(shown.get_url()).content.decode()
        assert "PLF om data" not in client.get(left_out.get_url()).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.PLAN_FORUM_DAYS)])
def test_others_do_not_plan_days(role: Role) -> None:
    data = DayData("Dag", timezone.now() + timedelta(days=3), "Rådhuset")
    with pytest.raises(NotAllowed):
        plan_forum_day(data=data, by=factories.user(role=role), now=timezone.now())


def test_a_department_leader_sees_the_day_and_its_examples_and_no_more(client: Client) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    shown, other = example(title="Makkerlæsning"), example(title="Udeskole")
    taken_down = factories.example(title="Taget ned", state=ExampleState.TAKEN_DOWN)
    day = forum_day(examples=[shown, taken_down], people=[guest])
    elsewhere = forum_day(title="En anden dag", examples=[shown, other])
    client.force_login(guest)
    page = client.get(day.get_url()).content.decode()
    assert "Makkerlæsning" in page and "Taget ned" not in page
    assert client.get(shown.get_url()).status_code == 200
    assert (
        "En anden dag"
        not in client.get(shown.get_url()).content.decode() + client.get("/lederforum/dage/").content.decode()
    )
    assert "Udeskole" not in slide_texts(client, day) and "Taget ned" not in slide_texts(client, day)
    for address in (
        "/lederforum/", other.get_url(), elsewhere.get_url(), taken_down.get_url(),
        reverse("forum_day_show", args=[elsewhere.slug]), reverse("forum_day_answer", args=[elsewhere.slug]),
        reverse("forum_day_programme", args=[day.slug]), reverse("forum_day_invitees", args=[day.slug]),
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_taken_back_invitation_and_a_cancelled_day_show_no_examples() -> None:
    guest, shown = factories.user(role=Role.DEPARTMENT_LEADER), example()
    day = forum_day(examples=[shown], people=[guest])
    assert access.may_see(guest, shown) and access.may_see(guest, day)
    ForumDayPage.objects.update(state="cancelled")
    assert not access.may_see(guest, shown) and access.may_see(guest, day)
    ForumDayPage.objects.update(state="planned")
    assert not access.may_see(guest, shown) and not access.may_see(guest, day)
    ForumDayPage.objects.update(state="invited")
    ForumInvitee.objects.all().delete()
    assert not access.may_see(guest, shown) and not access.may_see(guest, day)


def test_the_page_of_a_cancelled_day_names_no_example_to_who_was_only_invited(client: Client, planner) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    day = forum_day(state="cancelled", examples=[example(title="Makkerlæsning")], people=[guest])
    pages = {}
    for reader in (guest, planner):
        client.force_login(reader)
        pages[reader] = client.get(day.get_url()).content.decode()
    assert "Dagen er aflyst" in pages[guest] and "Et eksempel" in pages[guest] and "Makkerlæsning" not in pages[guest]
    assert "Makkerlæsning" in pages[planner]


def test_an_invited_person_whose_role_has_ended_sees_nothing() -> None:
    guest, shown = factories.user(), example()
    day = forum_day(examples=[shown], people=[guest])
    assert not access.may_see(guest, day) and not access.may_see(guest, shown)


def test_a_day_being_planned_is_for_those_who_plan() -> None:
    day = forum_day(state="planned")
    for role in Role:
        assert access.may_see(factories.user(role=role), day) == (role in roles_with(Right.PLAN_FORUM_DAYS))


def test_an_example_that_leaders_do_not_see_is_not_put_into_a_programme(planner) -> None:
    day = forum_day()
    for points in (
        [PointData(example_id=factories.example().pk)],
        [PointData(example_id=(twice := example()).pk), PointData(example_id=twice.pk)],
        [PointData(title=" ")],
    ):
        with pytest.raises(BadPoint):
            set_programme(day=day, points=points, expected_version=day.version, by=planner)
        day.refresh_from_db()
        assert not day.points.exists() and day.version == 1


def test_who_is_added_later_is_invited_and_who_is_taken_off_is_told(planner) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER, email="ude@egenby.dk")
    day = forum_day(people=[guest])
    now = timezone.now()
    common = {"by": planner, "today": timezone.localdate(), "now": now, "groups": ()}
    with pytest.raises(BadInvitee) as refused:
        set_invitees(
            day=day,
            people=[NamedInvitee("Uden adresse", ""), NamedInvitee("", "a@b.dk")],
            without=(),
            expected_version=1,
            **common,
        )
    assert "»Uden adresse«" in str(refused.value)
    new = factories.user(email="Ny@egenby.dk", name="Ny Konto")
    set_invitees(
        day=day,
        people=[NamedInvitee("Nyt navn", "NY@egenby.dk")],
        without=[day.invitees.get().pk],
        expected_version=1,
        **common,
    )
    mails = {mail.to: mail for mail in queued_mails()}
    assert "METHOD:CANCEL" in mails["ude@egenby.dk"].calendar
    assert "METHOD:REQUEST" in mails[new.email].calendar
    assert day.invitees.get().user == new


def test_a_new_time_is_mailed_and_takes_answers_back(client: Client, planner) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    day = forum_day(people=[guest], planned_by=planner)
    day.invitees.update(reply=Reply.COMING)
    client.force_login(planner)
    same = {"title": day.title, "place": day.place, "about": "", "seen": 1}
    client.post(reverse("forum_day_edit", args=[day.slug]), {**same, "day": "2026-12-01", "clock": "10.00"})
    assert "er flyttet til" in queued_mail(guest.email).secret
    assert day.invitees.get().reply == ""


def test_a_week_before_who_has_not_answered_is_reminded_once(planner) -> None:
    quiet, answered = factories.user(role=Role.DEPARTMENT_LEADER), factories.user(role=Role.DEPARTMENT_LEADER)
    day = forum_day(people=[quiet, answered], planned_by=planner)
    day.invitees.filter(user=answered).update(reply=Reply.NOT_SURE)
    with travel(day.starts_at - timedelta(days=7)):
        today = timezone.localdate().isoformat()
        assert remind_forum_days.call(today) == 1
        assert remind_forum_days.call(today) == 1 - 1
    assert [mail.to for mail in queued_mails()] == [quiet.email]


def test_a_day_is_not_invited_to_without_people_nor_held_before_it_begins(planner) -> None:
    day = forum_day(state="planned")
    with pytest.raises(ForumDayNotReady):
        invite_to_forum_day(day=day, expected_version=1, by=planner, now=timezone.now())
    ahead = forum_day()
    with pytest.raises(DayNotBegun):
        hold_forum_day(day=ahead, shown_points=(), expected_version=1, by=planner, now=timezone.now())
    assert ForumDayPage.objects.filter(state="held").count() == 0


def test_a_second_who_decides_is_told_what_the_day_is(planner) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    day = forum_day(state="planned", people=[guest])
    invite_to_forum_day(day=day, expected_version=1, by=planner, now=timezone.now())
    with pytest.raises(Refusal) as refused:
        invite_to_forum_day(day=day, expected_version=1, by=planner, now=timezone.now())
    assert "indkaldt" in str(refused.value)


def test_a_day_stands_in_the_year_of_those_who_see_it_and_in_the_calendar_of_those_who_are_invited(planner) -> None:
    guest, leader = factories.user(role=Role.CONSULTANT), factories.user(role=Role.CONSULTANT)
    day = forum_day(people=[guest], title="PLF om data")
    forum_day(people=[guest], title="Under planlægning", state="planned")
    forum_day(people=[guest], title="Aflyst", state="cancelled")
    today = timezone.localdate()

    def found(person, *, only_mine):
        return [
            entry.title for entry in forum_days(ScheduleQuery(person, today, today + timedelta(days=30), only_mine))
        ]

    assert found(guest, only_mine=True) == ["PLF om data"] and found(leader, only_mine=True) == []
    assert found(leader, only_mine=False) == ["PLF om data", "Under planlægning"]
    day.invitees.update(reply=Reply.NOT_COMING)
    assert found(guest, only_mine=True) == []
