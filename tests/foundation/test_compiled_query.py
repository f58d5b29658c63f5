"""A compiled query answers as the queryset does, whatever values and database connection it runs with."""

import gc
import threading
import weakref
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.models import BigAutoField, CharField, DateTimeField, F
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg.types.numeric import Int8

from accounts.roles import Role
from accounts.session import Session
from accounts.user import User
from foundation.compiled_query import CompiledQuery, Parameter
from meetings.units.membership import Membership
from tests import factories

pytestmark = pytest.mark.django_db


def _valid():
    sessions = Session.objects.filter(session_key=Parameter("key", CharField()))
    return sessions.filter(expire_date__gt=Parameter("now", DateTimeField())).values_list("session_key", "expire_date")


@pytest.fixture
def ends():
    ends = timezone.now() + timedelta(hours=1)
    for key in ("first", "'second", "third%s"):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    return ends


def test_each_run_answers_for_its_own_values(ends):
    query = CompiledQuery(_valid)
    for key in ("first", "'second", "third%s"):
        assert query.rows(key=key, now=timezone.now()) == [(key, ends)]
    assert query.rows(key="first", now=ends) == query.rows(key="nobody", now=timezone.now()) == []


def test_a_query_is_compiled_once(ends, monkeypatch):
    built = []
    query = CompiledQuery(lambda: built.append(1) or _valid())
    for _time in range(3):
        query.rows(key="first", now=timezone.now())
    assert len(built) == 1


def test_a_missing_value_is_an_error(ends):
    with pytest.raises(KeyError):
        CompiledQuery(_valid).rows(key="first")


@pytest.mark.django_db(transaction=True)
def test_another_thread_has_a_connection_of_its_own(ends):
    query, found, theirs = CompiledQuery(_valid), [], []
    query.rows(key="first", now=timezone.now())

    def ask():
        found.extend(query.rows(key="first", now=timezone.now()))
        theirs.append(weakref.ref(connections["default"]))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [("first", ends)]
    gc.collect()
    assert theirs[0]() is None, "a server that begins a thread for each request keeps no connection of a past one"


def test_objects_come_with_related_rows_and_annotations():
    people = [factories.user(role=Role.AGREEMENT_HOLDER) for _number in range(2)]

    def build():
        rows = Membership.objects.filter(user=Parameter("user", BigAutoField())).select_related("unit", "area")
        return rows.annotate(email=F("user__email")).defer("role")

    query = CompiledQuery(build)
    for person in people:
        (found,) = query.objects(user=person.pk)
        expected = Membership.objects.select_related("unit").get(user=person)
        assert found == expected and found.email == person.email and "role" in found.get_deferred_fields()
        with CaptureQueriesContext(connection) as asked:
            assert found.unit == expected.unit and found.area is None
        assert not asked


def test_what_can_match_nothing_asks_nothing():
    with CaptureQueriesContext(connection) as asked:
        assert CompiledQuery(lambda: Membership.objects.filter(pk__in=[])).objects() == []
    assert not asked


def test_a_placeholder_is_replaced_whatever_kind_of_whole_number_the_driver_makes_of_it():
    person = factories.user()
    query = CompiledQuery(lambda: User.objects.filter(pk=RawSQL("%s", [Int8(-5)])))  # psycopg's, a subclass of int
    assert query.objects({-5: person.pk}) == [person]
