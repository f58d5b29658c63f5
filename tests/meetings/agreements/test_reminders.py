"""Owners are reminded a week before the date of an agreement and once when it has passed; the digest says the rest."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements.follow_up import follow_up
from meetings.agreements.models import Agreement
from meetings.agreements.remind_owners import remind_owners
from meetings.agreements.weekly_digest.note_digests import note_digests
from meetings.meeting.enums import MeetingState
from meetings.notifications.choose_news import choose_news
from meetings.notifications.enums import NewsChoice
from meetings.notifications.mail_waiting import mail_waiting
from meetings.notifications.models import Notification
from tests import factories
from tests.meetings.minutes.scene import approved, begun
from tests.queued_mails import forget_mails, mail_tasks

pytestmark = pytest.mark.django_db

DUE = date(2027, 2, 1)
MONDAY = date(2027, 1, 4)


@pytest.fixture
def scene():
    scene = approved()
    Agreement.objects.update(due_on=DUE)
    forget_mails()
    return scene


def at(day, hour=12):
    return datetime.combine(day, time(hour), ZoneInfo("Europe/Copenhagen"))


def reminded(day):
    """Who is reminded by the night of `day`, and in which words the mail begins."""
    with time_machine.travel(at(day)):
        forget_mails()
        remind_owners.call(day.isoformat())
        return mailed()


def mailed():
    """The mails that are sent now, by their addresses."""
    before = set(mail_tasks().values_list("pk", flat=True))
    mail_waiting.call()
    rows = mail_tasks().exclude(pk__in=before).order_by("pk").values_list("arguments", flat=True)
    sent = [row["kwargs"] for row in rows]
    assert len({mail["to"] for mail in sent}) == len(sent), "one mail a person"
    return {mail["to"]: mail for mail in sent}


# Reminders -----------------------------------------------------------------------------------------------------------


def test_once_a_week_before_and_once_after_however_often_the_night_comes(scene):
    assert not reminded(DUE - timedelta(days=8))
    soon = reminded(DUE - timedelta(days=7))
    assert soon.keys() == {scene.leader.email, scene.team.email}
    assert "senest mandag den 1. februar 2027" in soon[scene.leader.email]["body"].splitlines()[0].replace("\xa0", " ")
    for days in (-7, -6, -1, 0):
        assert not reminded(DUE + timedelta(days=days))
    past = reminded(DUE + timedelta(days=1))
    assert past.keys() == soon.keys() and "Fristen var" in past[scene.leader.email]["body"]
    for days in (1, 2, 9, 30):
        assert not reminded(DUE + timedelta(days=days))


def test_a_moved_date_starts_anew(scene):
    reminded(DUE - timedelta(days=7))
    moved = DUE + timedelta(days=3)
    row = Agreement.objects.get()
    follow_up(
        agreement=row,
        status="in_progress",
        note="Syg",
        new_due_on=moved,
        by=scene.leader,
        today=DUE - timedelta(days=6),
    )
    assert not reminded(DUE - timedelta(days=5))
    assert reminded(moved - timedelta(days=7)) and not reminded(moved) and reminded(moved + timedelta(days=1))


def test_a_closed_one_and_one_that_passed_long_ago_are_not_reminded_about(scene):
    assert not reminded(DUE + timedelta(days=15))
    follow_up(agreement=Agreement.objects.get(), status="fulfilled", note="", by=scene.leader, today=DUE)
    assert not reminded(DUE - timedelta(days=7)) and not reminded(DUE + timedelta(days=1))


def test_what_is_closed_before_the_mail_is_written_is_not_mailed(scene):
    day = DUE - timedelta(days=7)
    with time_machine.travel(at(day)):
        remind_owners.call(day.isoformat())
        follow_up(agreement=Agreement.objects.get(), status="fulfilled", note="", by=scene.leader, today=day)
        assert not mailed() and not Notification.objects.exists()


def test_the_administrations_are_of_the_person_whom_the_minutes_name(scene):
    Agreement.objects.update(owner="administration", owner_detail="Kim Krog")
    assert reminded(DUE - timedelta(days=7)).keys() == {scene.consultant.email}


# The digest ----------------------------------------------------------------------------------------------------------


def digests(day, hour=7):
    with time_machine.travel(at(day, hour)):
        note_digests.call(day.isoformat())
        return {to: mail["body"] for to, mail in mailed().items()}


def test_leaders_chef_and_consultants_get_it_on_mondays_and_nobody_else(scene):
    Agreement.objects.update(due_on=MONDAY - timedelta(days=60))
    found = digests(MONDAY)
    assert found.keys() == {who.email for who in (scene.leader, scene.team, scene.chef, scene.consultant)}
    assert "Er over fristen\n- Vi prøver to voksne i indskolingen · Skovskolen" in found[scene.chef.email]
    assert not digests(MONDAY, 9), "noted once"
    assert not digests(MONDAY + timedelta(days=1))
    assert digests(MONDAY + timedelta(days=7)).keys() == found.keys()


def test_the_digest_says_what_waits_what_comes_and_which_wishes_have_no_answer(scene):
    Agreement.objects.update(due_on=MONDAY + timedelta(days=10))
    meeting = factories.meeting(
        unit=scene.unit, school_year="2027/2028", state=MeetingState.INVITED, on=MONDAY + timedelta(days=15)
    )
    factories.wish(meeting, text="Hjælp til sprogvejledning", answer_by=MONDAY + timedelta(days=3))
    body = digests(MONDAY)[scene.chef.email]
    assert "Kommer i de næste fire uger\n- Vi prøver to voksne" in body
    assert "Dialogmøde · Skovskolen · 19. januar 2027" in body
    assert "Ønsker uden svar\n- Hjælp til sprogvejledning · Skovskolen · svar senest 7. januar 2027" in body
    assert "Venter på dig" in body, "the talk is to be set"


def test_an_empty_digest_is_not_mailed_and_other_units_are_not_mentioned(scene):
    elsewhere = factories.make_unit("Fjernskolen", kind="daycare")
    stranger = factories.user(role=Role.AGREEMENT_HOLDER, unit=elsewhere)
    Agreement.objects.update(due_on=MONDAY - timedelta(days=60))
    found = digests(MONDAY)
    assert found and stranger.email not in found


def test_the_choice_about_news_is_honoured_and_an_obligation_comes_in_the_same_mail(scene):
    choose_news(by=scene.leader, news=NewsChoice.WEEKLY)
    choose_news(by=scene.team, news=NewsChoice.NEVER)
    due = MONDAY + timedelta(days=7)
    Agreement.objects.update(due_on=due)
    with time_machine.travel(at(MONDAY, 7)):
        remind_owners.call(MONDAY.isoformat())
        note_digests.call(MONDAY.isoformat())
        found = {to: mail["body"] for to, mail in mailed().items()}
    assert "Tryk på den status" in found[scene.leader.email] and "næste fire uger" in found[scene.leader.email]
    assert "Tryk på den status" in found[scene.team.email] and "næste fire uger" not in found[scene.team.email]


# Half a year ---------------------------------------------------------------------------------------------------------


def test_half_a_year_of_three_units_doubles_nothing_and_mails_at_most_once_a_day():
    titles = ("Askeskolen", "Birkeskolen", "Cederskolen")
    units = [approved(scene=begun(title=title)) for title in titles]
    begin, days = date(2026, 11, 2), 182
    for number, row in enumerate(Agreement.objects.order_by("pk")):
        Agreement.objects.filter(pk=row.pk).update(
            due_on=begin + timedelta(days=30 + number * 70), owner="administration" if number == 2 else "unit"
        )
    for scene in units:  # they take time only
        for person in (scene.team, scene.consultant):
            choose_news(by=person, news=NewsChoice.NEVER)
    forget_mails()
    subjects: dict[str, list[str]] = defaultdict(list)
    for number in range(days):
        day = begin + timedelta(days=number)
        with time_machine.travel(at(day, 3)):
            for _again in range(2 if number % 5 == 0 else 1):
                remind_owners.call(day.isoformat())
                note_digests.call(day.isoformat())
        for hour in (7, 15):
            with time_machine.travel(at(day, hour)):
                sent = mailed()
                assert hour == 7 or not sent, "one mail a day"
                for to, mail in sent.items():
                    subjects[to] += [line for line in mail["body"].splitlines() if "ortæl" in line or "i uge " in line]
    leader, chef = units[0].leader.email, units[2].chef.email
    assert sum("ortæl senest" in line for line in subjects[leader]) == 1
    assert sum("Fristen var" in line for line in subjects[leader]) == 1
    weeks = Counter(line for line in subjects[chef] if "i uge " in line)
    assert max(weeks.values()) == 1 and 22 <= len(weeks) <= 26
    assert not Notification.objects.exists() and timezone.localdate().year == 2026
