"""A compiled query answers as the queryset does, whatever values and database connection it runs with."""

import gc
import threading
import weakref
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from accounts.session import Session
from foundation.compiled_query import CompiledQuery, Parameter

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


def test_compiled_once(ends, monkeypatch):
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
