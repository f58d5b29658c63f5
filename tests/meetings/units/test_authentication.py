"""`get_user_with_roles` gives in one query what Django's authentication and `access.of` give in three."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import DjangoAssertNumQueries

from accounts.end_sessions import end_sessions
from accounts.models import Session, User
from accounts.roles import Role
from meetings.units import access, authentication
from tests import factories

pytestmark = pytest.mark.django_db


def request_of(client: Client) -> HttpRequest:
    request = RequestFactory().get("/")
    cookie = client.cookies.get("sessionid")
    request.session = import_string("accounts.session.SessionStore")(cookie.value if cookie else None)
    return request


@pytest.fixture
def person() -> User:
    return factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit("Skovskolen"))


@pytest.fixture
def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_user_has_their_current_roles(
    browser: Client, person: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.membership(person, Role.LEADERSHIP_TEAM)
    factories.membership(person, Role.HEAD_OF_AREA, ended_on=timezone.localdate())
    with django_assert_num_queries(1):
        found = authentication.get_user_with_roles(request_of(browser))
        standings = access.of(found).standings
    assert found == person
    assert sorted(map(str, standings)) == sorted(map(str, access.of(User.objects.get(pk=person.pk)).standings))
    assert len(standings) == 2


def ended(person: User) -> None:
    person.memberships.update(ends_on=timezone.localdate())


def closed(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def other_password(person: User) -> None:
    person.set_password("et andet langt kodeord")
    person.save()


def epoch(person: User) -> None:
    end_sessions(user=person)


def expired(person: User) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def gone(person: User) -> None:
    Session.objects.all().delete()


def somebody_elses(person: User) -> None:
    """The session row's user is another than that of its signed data."""
    Session.objects.update(user=factories.user(role=Role.AGREEMENT_HOLDER))


def forged(person: User) -> None:
    Session.objects.update(session_data="bm90OnNpZ25lZA")


@pytest.mark.parametrize("fate", [ended, closed, other_password, epoch, expired, gone, somebody_elses, forged])
def test_nobody_is_signed_in_after(browser: Client, person: User, fate: Callable[[User], None]) -> None:
    assert authentication.get_user_with_roles(request_of(browser)) == person
    fate(person)
    assert authentication.get_user_with_roles(request_of(browser)) is None
    known = get_user(request_of(browser))
    assert fate in (ended, somebody_elses) or not known.is_authenticated, "Django says the same"


def test_without_a_cookie_there_is_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert authentication.get_user_with_roles(request_of(Client())) is None


def test_a_session_signed_with_a_fallback_secret_is_valid(browser: Client, person: User, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert authentication.get_user_with_roles(request_of(browser)) == person
    settings.SECRET_KEY_FALLBACKS = []
    assert authentication.get_user_with_roles(request_of(browser)) is None


def test_signing_out_clears_the_sessions_user(browser: Client, person: User) -> None:
    assert Session.objects.get().user == person
    browser.logout()
    assert not Session.objects.filter(user=person).exists()
