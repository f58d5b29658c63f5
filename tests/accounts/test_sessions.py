"""A session ends after an hour without use and twelve hours after sign-in; a person sees and ends their own."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from accounts.session import Session
from tests import factories

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
PAGE = "/konto/logget-ind/"


@pytest.fixture
def user():
    return factories.user(role=Role.FORUM_MEMBER)


def browser(user, agent: str = FIREFOX) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/konto/login/", {"login": user.email, "password": factories.PASSWORD})
    return client


def is_in(client: Client, **headers: str) -> bool:
    return client.get(PAGE, **headers).status_code == 200


def test_an_hour_without_use_ends_it(user):
    client = browser(user)
    now = timezone.now()
    with time_machine.travel(now + timedelta(minutes=59)):
        assert is_in(client)
    with time_machine.travel(now + timedelta(minutes=120)):
        assert not is_in(client)
        page = client.get("/konto/login/").content.decode()
        assert "Du er logget ud." in page
    assert "Du er logget ud." not in Client().get("/konto/login/").content.decode()


def test_use_extends_it_but_never_past_twelve_hours(user):
    client = browser(user)
    begun = timezone.now()
    for minutes in range(50, 12 * 60, 50):
        with time_machine.travel(begun + timedelta(minutes=minutes)):
            assert is_in(client), minutes
    with time_machine.travel(begun + settings.SESSION_AT_MOST + timedelta(minutes=1)):
        assert not is_in(client)


def test_a_saved_session_does_not_outlive_twelve_hours(user):
    client = browser(user)
    with time_machine.travel(timezone.now() + settings.SESSION_AT_MOST - timedelta(minutes=10)):
        session = client.session
        session["anything"] = 1
        session.save()
        assert Session.objects.get(user=user).expire_date <= timezone.now() + timedelta(minutes=10)


def test_what_scripts_repeat_is_no_use(user):
    client = browser(user)
    before = Session.objects.get(user=user).expire_date
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        assert is_in(client, HTTP_SEC_FETCH_MODE="cors")
        assert Session.objects.get(user=user).expire_date == before
        assert is_in(client, HTTP_SEC_FETCH_MODE="navigate")
        assert Session.objects.get(user=user).expire_date > before


def test_a_session_is_written_at_most_every_five_minutes(user):
    client = browser(user)
    before = Session.objects.get(user=user).expire_date
    with time_machine.travel(timezone.now() + timedelta(minutes=4)):
        assert is_in(client)
    assert Session.objects.get(user=user).expire_date == before


def rows(client: Client) -> list[str]:
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select(".lr-session")]


def test_each_browser_is_listed_and_one_is_ended(user):
    here, there = browser(user), browser(user, "Something else")
    browser(factories.user(role=Role.FORUM_MEMBER))
    first, second = rows(here)
    assert first.startswith("Firefox på Windows den browser, du bruger nu") and second.startswith("Ukendt browser")
    form = BeautifulSoup(here.get(PAGE).content, "html.parser").select_one(".lr-session form")
    number = form.select_one("input[name=number]")["value"]
    here.post(PAGE, {"number": number})
    assert is_in(here) and not is_in(there)


def test_all_others_are_ended_at_once(user):
    here, there, elsewhere = browser(user), browser(user), browser(user)
    here.post(PAGE, {"number": ""})
    assert is_in(here) and not is_in(there) and not is_in(elsewhere)


def test_nobody_ends_the_session_of_another(user):
    theirs = browser(factories.user(role=Role.FORUM_MEMBER))
    form = BeautifulSoup(theirs.get(PAGE).content, "html.parser")
    assert not form.select(".lr-session form"), "one's own session here is ended by signing out"
    browser(user).post(PAGE, {"number": "x" * 24})
    browser(user).post(PAGE, {"number": ""})
    assert is_in(theirs)
    assert not any(session.session_key in theirs.get(PAGE).content.decode() for session in Session.objects.all())
